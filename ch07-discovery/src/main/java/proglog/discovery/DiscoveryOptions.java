package proglog.discovery;

import java.util.List;
import picocli.CommandLine.Option;

/// The options of a command that takes part in a cluster; a mixin for picocli, which fills it.
public final class DiscoveryOptions {

    @Option(
            names = "--node-name",
            paramLabel = "<name>",
            defaultValue = "${env:HOSTNAME:-localhost}",
            description =
                    "What this node is called; no other one is called so. Default: HOSTNAME, or"
                            + " localhost.")
    private String nodeName = "";

    @Option(
            names = "--bind",
            paramLabel = "<address>",
            defaultValue = "127.0.0.1",
            description = "Where to listen, with every port. Default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(
            names = "--advertise",
            paramLabel = "<host>",
            defaultValue = "",
            description =
                    "What the others call this node; its certificates are for it. Default: what"
                            + " --bind says.")
    private String advertise = "";

    @Option(
            names = "--gossip-port",
            defaultValue = "${env:PROGLOG_GOSSIP_PORT:-8401}",
            description =
                    "Where nodes find each other, 0 for any free port. Default:"
                            + " PROGLOG_GOSSIP_PORT, or 8401.")
    private int gossipPort;

    @Option(
            names = "--join",
            paramLabel = "<place>",
            split = ",",
            description = {
                "Where other nodes may be: host:port, or dns:///name:port for every address of the"
                        + " name; repeatable, or with commas. Default: nowhere, a new cluster."
            })
    private List<String> join = List.of();

    @Option(
            names = "--cluster-id",
            paramLabel = "<id>",
            defaultValue = "proglog",
            description =
                    "Which cluster it is; nodes of others are refused. Default: ${DEFAULT-VALUE}.")
    private String clusterId = "";

    /// What this node is called.
    public String nodeName() {
        return nodeName;
    }

    /// Where to listen, with every port.
    public String bind() {
        return bind;
    }

    /// What the others call this node.
    public String host() {
        return advertise.isEmpty() ? bind : advertise;
    }

    /// Which cluster it is.
    public String clusterId() {
        return clusterId;
    }

    /// Where other nodes may be.
    public List<String> join() {
        return List.copyOf(join);
    }

    /// How the node takes part, without tags.
    public MembershipConfig config() {
        return MembershipConfig.of(nodeName, new HostPort(bind, gossipPort).toString())
                .withAdvertisedAddress(host())
                .withClusterId(clusterId)
                .withJoin(join);
    }
}
