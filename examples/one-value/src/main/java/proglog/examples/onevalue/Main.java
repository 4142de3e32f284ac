package proglog.examples.onevalue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import proglog.discovery.AtomixMembership;
import proglog.discovery.Member;
import proglog.discovery.MembershipConfig;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A node of the database of one value.
@Command(
        name = "proglog example one-value",
        mixinStandardHelpOptions = true,
        version = "one value, kept by gossip",
        description = "Starts a node of a database of one value, which nodes tell each other.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:cannot start: no certificates, port taken", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs && ./proglog example one-value",
            "  ADVERTISE_ADDR=127.0.0.1:8411 CLUSTER_ADDR=127.0.0.1:8401 ./proglog example"
                    + " one-value --port 8081"
        })
public final class Main extends ServerCommand {

    private static final Logger logger = LoggerFactory.getLogger(Main.class);
    private static final String GOSSIP_PORT = ":8401";
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(3);

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8080}",
            description =
                    "Where clients call, 0 for any free port. Default: PROGLOG_PORT, or 8080.")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "<name>",
            defaultValue = "",
            description = "Its name, unlike all others'. Default: the address it advertises.")
    private String name = "";

    @Option(
            names = "--advertise",
            paramLabel = "<host[:port]>",
            defaultValue = "${env:ADVERTISE_ADDR:-127.0.0.1}",
            description =
                    "Where other nodes find it; nothing else is listened on. Default:"
                            + " ADVERTISE_ADDR, or 127.0.0.1; the port is 8401.")
    private String advertise = "127.0.0.1";

    @Option(
            names = "--cluster",
            paramLabel = "<host[:port]>",
            defaultValue = "${env:CLUSTER_ADDR:-}",
            description = "A node to join. Default: CLUSTER_ADDR, or none: a cluster of its own.")
    private String cluster = "";

    @Option(
            names = "--certs",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_CERTS:-certs}",
            description = "Where peer.pem, peer-key.pem and ca.pem are. Default: PROGLOG_CERTS.")
    private Path certificates = Path.of("certs");

    private Main() {}

    /// Serves until the process is told to stop, then says goodbye.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    @Override
    protected void start(Parts parts) throws IOException {
        String gossip = withPort(advertise);
        String host = gossip.substring(0, gossip.lastIndexOf(':'));
        MutualTls tls =
                parts.add(MutualTls.open(TlsFiles.in(certificates, "peer")), MutualTls::close);
        MembershipConfig config =
                MembershipConfig.of(name.isBlank() ? gossip.replace(':', '-') : name, gossip)
                        .withClusterId("one-value")
                        .withJoin(cluster.isBlank() ? List.of() : List.of(withPort(cluster)));
        OneValueNode node =
                parts.add(
                        OneValueNode.start(
                                new InetSocketAddress(host, port),
                                address ->
                                        AtomixMembership.join(
                                                config.withTag(Member.RPC, address), tls),
                                OneValueNode.Pace.USUAL,
                                new SecureRandom()),
                        OneValueNode::close);
        lookForCompany(node);
    }

    static String withPort(String address) {
        return address.contains(":") ? address : address + GOSSIP_PORT;
    }

    // Membership goes on looking; this only says how it stands.
    private void lookForCompany(OneValueNode node) {
        try {
            if (!cluster.isBlank() && !Company.await(node.membership(), FIRST_CONTACT)) {
                logger.warn("cannot join {} yet, starting own", cluster);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
