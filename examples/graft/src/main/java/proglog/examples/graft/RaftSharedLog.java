package proglog.examples.graft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import proglog.CommitLog;
import proglog.LogRecord;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Engine;
import proglog.consensus.Leadership;
import proglog.consensus.PeerNetwork;
import proglog.consensus.ReplicatedLog;
import proglog.consensus.ReplicatedLogConfig;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.grpc.Parts;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A [ReplicatedLog] and what it stands on. For many threads.
final class RaftSharedLog implements SharedLog {

    private static final String CLUSTER = "graft";

    private final ReplicatedLog log;
    private final Parts parts;

    private RaftSharedLog(ReplicatedLog log, Parts parts) {
        this.log = log;
        this.parts = parts;
    }

    /// Takes part in the log of the node called `self`, which lives as `config` says, and `others`.
    static RaftSharedLog join(GraftConfig config, String self, List<Peer> others)
            throws IOException {
        Parts parts = new Parts();
        try {
            return join(config, founders(config, self, others), parts);
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    // This node first; the same ones on every node.
    private static List<ClusterNode> founders(GraftConfig config, String self, List<Peer> others) {
        List<ClusterNode> founders = new ArrayList<>();
        founders.add(new ClusterNode(self, config.address(), config.address()));
        for (Peer peer : others) {
            founders.add(new ClusterNode(peer.name(), peer.address(), peer.address()));
        }
        return founders;
    }

    private static RaftSharedLog join(GraftConfig config, List<ClusterNode> founders, Parts parts)
            throws IOException {
        ClusterNode self = founders.getFirst();
        MutualTls tls =
                parts.add(
                        MutualTls.open(TlsFiles.in(config.certificates(), "peer")),
                        MutualTls::close);
        PeerNetwork network = parts.add(PeerNetwork.open(tls, CLUSTER), PeerNetwork::close);
        ConsensusConfig consensus =
                ConsensusConfig.of(self, config.directory()).withFounders(founders);
        Engine engine = JRaftConsensus.engine(consensus, network);
        ReplicatedLog log =
                parts.add(
                        ReplicatedLog.join(
                                engine, network, ReplicatedLogConfig.of(self, config.directory())),
                        ReplicatedLog::close);
        network.start(config.bind());
        return new RaftSharedLog(log, parts);
    }

    @Override
    public CommitLog records() {
        return log;
    }

    @Override
    public Listening onCommit(long offset, Consumer<LogRecord> listener) {
        Consensus.Registration registration = log.onCommit(offset, listener);
        return registration::close;
    }

    @Override
    public Leadership leadership() {
        return log.consensus().leadership();
    }

    @Override
    public void close() {
        parts.close();
    }
}
