package proglog.consensus;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/// The options of a node of a cluster; a mixin for picocli, which fills it.
public final class NodeOptions {

    @Option(
            names = "--node-name",
            paramLabel = "<name>",
            defaultValue = "${env:PROGLOG_NODE_NAME:-${env:HOSTNAME:-localhost}}",
            description =
                    "What the node is called, for ever. Default: PROGLOG_NODE_NAME, or HOSTNAME.")
    private String name = "";

    @Option(
            names = "--cluster-id",
            paramLabel = "<id>",
            defaultValue = "${env:PROGLOG_CLUSTER_ID:-proglog}",
            description =
                    "What all nodes of the cluster have in common; nodes of another are refused."
                            + " Default: PROGLOG_CLUSTER_ID, or proglog.")
    private String clusterId = "";

    @Option(
            names = "--bind",
            paramLabel = "<host>",
            defaultValue = "${env:PROGLOG_BIND:-127.0.0.1}",
            description =
                    "The address that it listens on, and nowhere else. Default: PROGLOG_BIND, or"
                            + " 127.0.0.1.")
    private String bind = "";

    @Option(
            names = "--advertise",
            paramLabel = "<host>",
            defaultValue = "${env:PROGLOG_ADVERTISE:-}",
            description =
                    "The host name or address that others call it by. Default: PROGLOG_ADVERTISE,"
                            + " or what it binds.")
    private String advertise = "";

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8400}",
            description = "Where clients call. Default: PROGLOG_PORT, or 8400.")
    private int port;

    @Option(
            names = "--gossip-port",
            defaultValue = "${env:PROGLOG_GOSSIP_PORT:-8401}",
            description = "Where members gossip. Default: PROGLOG_GOSSIP_PORT, or 8401.")
    private int gossipPort;

    @Option(
            names = "--raft-port",
            defaultValue = "${env:PROGLOG_RAFT_PORT:-8402}",
            description = "Where nodes call. Default: PROGLOG_RAFT_PORT, or 8402.")
    private int raftPort;

    @Option(
            names = "--admin-port",
            defaultValue = "${env:PROGLOG_ADMIN_PORT:-8403}",
            description = "Where operators ask. Default: PROGLOG_ADMIN_PORT, or 8403.")
    private int adminPort;

    @Option(
            names = "--data",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_DATA:-data}",
            description = "Where the node keeps everything. Default: PROGLOG_DATA, or data.")
    private Path data = Path.of("data");

    @Option(
            names = "--bootstrap",
            description =
                    "Begin a new cluster, with this node alone. Means nothing to a node that was"
                            + " started before.")
    private boolean bootstrap;

    @Option(
            names = "--join",
            paramLabel = "<host:port>",
            split = ",",
            description =
                    "Where other members gossip: host:port, or dns:///name:port for every address"
                            + " the name has.")
    private List<String> join = List.of();

    @Option(
            names = "--leave-on-stop",
            description =
                    "Say goodbye when stopped, and so give up the vote: for a node that will not"
                            + " come back.")
    private boolean leaveOnStop;

    @Option(
            names = "--engine",
            paramLabel = "<engine>",
            defaultValue = "${env:PROGLOG_ENGINE:-jraft}",
            description = "How nodes agree: jraft or atomix. Default: PROGLOG_ENGINE, or jraft.")
    private String engine = "";

    @Option(
            names = "--election-timeout",
            paramLabel = "<ms>",
            defaultValue = "${env:PROGLOG_ELECTION_TIMEOUT:-1000}",
            description =
                    "How many milliseconds a node does without its leader before it wants to lead."
                            + " Default: ${DEFAULT-VALUE}.")
    private int electionTimeoutMillis;

    @Option(
            names = "--segment-bytes",
            paramLabel = "<n>",
            defaultValue = "67108864",
            description = "How large the files of the log get. Default: ${DEFAULT-VALUE}.")
    private long segmentBytes;

    @Option(
            names = "--snapshot-bytes",
            paramLabel = "<n>",
            defaultValue = "268435456",
            description = "How much the log grows between snapshots. Default: ${DEFAULT-VALUE}.")
    private long snapshotBytes;

    @Option(
            names = "--retain-bytes",
            paramLabel = "<n>",
            defaultValue = "9223372036854775807",
            description = "Forget the oldest records above this size. Default: never.")
    private long retainBytes;

    @Option(
            names = "--retain-hours",
            paramLabel = "<n>",
            defaultValue = "1000000000",
            description = "Forget records that are older. Default: never.")
    private long retainHours;

    /// What the node is called.
    String name() {
        return name;
    }

    String clusterId() {
        return clusterId;
    }

    Path data() {
        return data;
    }

    List<String> join() {
        return join;
    }

    EngineKind engine() {
        return EngineKind.of(engine);
    }

    boolean leavesOnStop() {
        return leaveOnStop;
    }

    /// This node, as others know it.
    ClusterNode self() {
        return new ClusterNode(name, host() + ":" + raftPort, host() + ":" + port);
    }

    ConsensusConfig consensus() {
        ConsensusConfig config =
                ConsensusConfig.of(self(), data)
                        .withElectionTimeout(Duration.ofMillis(electionTimeoutMillis))
                        .withFiles(segmentBytes, snapshotBytes)
                        .withRetention(retainBytes, Duration.ofHours(retainHours));
        return bootstrap ? config.withFounders(List.of(self())) : config;
    }

    private String host() {
        return advertise.isEmpty() ? bind : advertise;
    }

    String gossipBind() {
        return bind + ":" + gossipPort;
    }

    String gossipAdvertised() {
        return host() + ":" + gossipPort;
    }

    InetSocketAddress rpcBind() throws UnknownHostException {
        return bound(port);
    }

    InetSocketAddress raftBind() throws UnknownHostException {
        return bound(raftPort);
    }

    InetSocketAddress adminBind() throws UnknownHostException {
        return bound(adminPort);
    }

    private InetSocketAddress bound(int to) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(bind), to);
    }
}
