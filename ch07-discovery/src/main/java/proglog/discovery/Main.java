package proglog.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.security.MutualTls;
import proglog.security.Security;
import proglog.security.SecurityOptions;
import proglog.security.TlsFiles;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// The server of the fifth chapter, which finds others of its kind.
@Command(
        name = "proglog run ch07",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log, gossips over TLS 1.3",
        description = {
            "Serves a log in files over gRPC with mutual TLS, finds other nodes by gossip, and"
                    + " copies their logs if told to."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: no certificates, log in use or damaged, port taken",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs",
            "  ./proglog run ch07 --node-name a --data data/a",
            "  ./proglog run ch07 --node-name b --data data/b --port 0 --gossip-port 0 --join"
                    + " 127.0.0.1:8401"
        })
public final class Main extends ServerCommand {

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8400}",
            description =
                    "Where clients call, 0 for any free port. Default: PROGLOG_PORT, or 8400.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_DATA:-data}",
            description = "Where the log's files are. Default: PROGLOG_DATA, or data.")
    private Path data = Path.of("data");

    @Mixin private SecurityOptions security = new SecurityOptions();

    @Mixin private DiscoveryOptions discovery = new DiscoveryOptions();

    @Option(
            names = "--copies",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "Copy so many records from the logs of the others: chapter 7's replication,"
                            + " which never ends by itself. Default: ${DEFAULT-VALUE}.")
    private long copies;

    @Option(
            names = "--as",
            paramLabel = "<name>",
            defaultValue = "root",
            description =
                    "Whose certificate to show for that: <name>.pem. Default: ${DEFAULT-VALUE}.")
    private String client = "";

    private Main() {}

    /// Serves until the process is told to stop, says goodbye to the others and closes the log.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    protected void start(Parts parts) throws IOException {
        Security guards = parts.add(security.open(), Security::close);
        MutualTls peers = parts.add(tls("peer"), MutualTls::close);
        SegmentedLog log =
                parts.add(
                        SegmentedLog.open(data, SegmentedLogConfig.defaults()),
                        SegmentedLog::close);
        LogServer server =
                parts.add(
                        guards.guard(LogServer.builder())
                                .serve(new LogService(log))
                                .start(new InetSocketAddress(address(), port)),
                        LogServer::close);
        String rpc = new HostPort(discovery.host(), server.address().getPort()).toString();
        Membership membership =
                parts.add(
                        AtomixMembership.join(discovery.config().withTag(Member.RPC, rpc), peers),
                        Membership::close);
        if (copies > 0) {
            MutualTls clients = parts.add(tls(client), MutualTls::close);
            PeerLogs logs = parts.add(new PeerLogs(clients.client()), PeerLogs::close);
            parts.add(Replicator.start(membership, log, logs, copies), Replicator::close);
        }
    }

    private MutualTls tls(String name) throws IOException {
        return MutualTls.open(TlsFiles.in(security.certificates(), name));
    }

    private InetAddress address() throws IOException {
        return InetAddress.getByName(discovery.bind());
    }
}
