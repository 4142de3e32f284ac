package proglog.consensus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import proglog.OffsetRange;
import proglog.observability.Telemetry;

/// A replicated log on a scripted consensus, and a real network. For many threads.
record ScriptedNode(
        String name,
        ReplicatedLog log,
        ScriptedConsensus<OffsetRange> consensus,
        PeerNetwork network)
        implements AutoCloseable {

    static ScriptedNode start(TestCertificates certificates, String name) throws IOException {
        return start(certificates, name, Duration.ofSeconds(30));
    }

    static ScriptedNode start(TestCertificates certificates, String name, Duration patience)
            throws IOException {
        return start(certificates, name, patience, Telemetry.off());
    }

    static ScriptedNode start(
            TestCertificates certificates, String name, Duration patience, Telemetry telemetry)
            throws IOException {
        PeerNetwork network = certificates.network("ours");
        ClusterNode self = new ClusterNode(name, name + ":1", name + ":2");
        ReplicatedLog log =
                ReplicatedLog.join(
                        new ScriptedEngine(self, true),
                        network,
                        ReplicatedLogConfig.of(self, Path.of(""))
                                .withPatience(patience)
                                .withTelemetry(telemetry));
        network.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return new ScriptedNode(
                name, log, (ScriptedConsensus<OffsetRange>) log.consensus(), network);
    }

    /// Where others reach it.
    ClusterNode address() {
        return new ClusterNode(name, "127.0.0.1:" + network.address().getPort(), name + ":2");
    }

    @Override
    public void close() {
        log.close();
        network.close();
    }

    private record ScriptedEngine(ClusterNode self, boolean lendsLog) implements Engine {

        @Override
        public boolean keepsOrder() {
            return true;
        }

        @Override
        public <R> Consensus<R> start(StateMachine<R> machine) {
            return new ScriptedConsensus<>(self, machine, lendsLog);
        }
    }
}
