package proglog.consensus;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.discovery.DiscoveryOptions;
import proglog.discovery.Member;
import proglog.discovery.MembershipConfig;

/// The options of a node of a cluster; a mixin for picocli, which fills it.
public final class NodeOptions {

    @Mixin private DiscoveryOptions discovery = new DiscoveryOptions();

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8400}",
            description = "Where clients call. Default: PROGLOG_PORT, or 8400.")
    private int port;

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
            defaultValue = "1073741824",
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
        return discovery.nodeName();
    }

    /// How it takes part.
    NodeConfig config() throws UnknownHostException {
        return new NodeConfig(
                discovery.clusterId(),
                consensus(),
                engine(),
                membership(),
                bound(raftPort),
                leaveOnStop);
    }

    /// How it takes part in gossip, and says there where else it can be reached.
    private MembershipConfig membership() {
        return discovery
                .config()
                .withTag(Member.RPC, self().rpcAddress())
                .withTag(Member.RAFT, self().raftAddress());
    }

    /// Refuses what cannot be meant, before anything is started.
    void requireSensible() {
        var _ = engine();
        var _ = consensus();
        var _ = membership();
    }

    private EngineKind engine() {
        return EngineKind.of(engine);
    }

    /// This node, as others know it.
    private ClusterNode self() {
        return new ClusterNode(
                name(), discovery.host() + ":" + raftPort, discovery.host() + ":" + port);
    }

    private ConsensusConfig consensus() {
        ConsensusConfig config =
                ConsensusConfig.of(self(), data)
                        .withElectionTimeout(Duration.ofMillis(electionTimeoutMillis))
                        .withFiles(segmentBytes, snapshotBytes)
                        .withRetention(retainBytes, Duration.ofHours(retainHours));
        return bootstrap ? config.withFounders(List.of(self())) : config;
    }

    InetSocketAddress rpcBind() throws UnknownHostException {
        return bound(port);
    }

    InetSocketAddress adminBind() throws UnknownHostException {
        return bound(adminPort);
    }

    private InetSocketAddress bound(int to) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(discovery.bind()), to);
    }
}
