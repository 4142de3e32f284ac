package proglog.examples.kv;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.examples.kv.store.MemoryStore;
import proglog.examples.kv.store.StoreStateMachine;
import proglog.grpc.Parts;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A node of the store: consensus with other nodes under mutual TLS, and HTTP for clients. For many
/// threads.
final class KvNode implements AutoCloseable {

    private static final String CLUSTER = "kv";

    private final KvServer server;
    private final Consensus<Long> consensus;
    private final Parts parts;

    private KvNode(KvServer server, Consensus<Long> consensus, Parts parts) {
        this.server = server;
        this.consensus = consensus;
        this.parts = parts;
    }

    /// Begins a cluster, joins one, or goes on where it stopped, as `config` and its storage say.
    static KvNode start(StoreConfig config) throws IOException {
        Parts parts = new Parts();
        try {
            return start(config, parts);
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private static KvNode start(StoreConfig config, Parts parts) throws IOException {
        MutualTls tls =
                parts.add(
                        MutualTls.open(TlsFiles.in(config.certificates(), "peer")),
                        MutualTls::close);
        PeerNetwork network = parts.add(PeerNetwork.open(tls, CLUSTER), PeerNetwork::close);
        MemoryStore applied = new MemoryStore();
        Consensus<Long> consensus =
                parts.add(
                        JRaftConsensus.engine(raft(config), network)
                                .start(new StoreStateMachine(applied)),
                        Consensus::close);
        network.start(new InetSocketAddress(config.host(), config.raftPort()));
        // MemoryStore alone would do, for one node that forgets: KvServer.startAlone(…, applied)
        KvServer server =
                parts.add(
                        KvServer.start(
                                new InetSocketAddress(config.host(), config.port()),
                                config.id(),
                                consensus,
                                applied),
                        KvServer::close);
        ClusterNode self = self(config);
        config.leader()
                .ifPresent(leader ->
                        parts.add(
                                Joining.start(
                                        leader,
                                        new VoterRoute.NewVoter(self.name(), self.raftAddress()),
                                        () -> consensus.nodes().contains(self)),
                                Joining::close));
        return new KvNode(server, consensus, parts);
    }

    private static ConsensusConfig raft(StoreConfig config) {
        ConsensusConfig raft = ConsensusConfig.of(self(config), config.storage());
        return config.leader().isPresent() ? raft : raft.withFounders(List.of(self(config)));
    }

    private static ClusterNode self(StoreConfig config) {
        return new ClusterNode(config.id(), config.raftAddress(), config.id());
    }

    /// Where clients call it.
    InetSocketAddress address() {
        return server.address();
    }

    /// What it agrees with others by.
    Consensus<Long> consensus() {
        return consensus;
    }

    /// Answers what is in flight and stops; its vote stays. Closing again does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
