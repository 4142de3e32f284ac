package proglog.consensus.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import proglog.Bytes;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.TestCertificates;

/// A node of a cluster under test.
record TestNode(
        ClusterNode node, PeerNetwork network, Words words, AtomixConsensus<Integer> consensus)
        implements AutoCloseable {

    static TestNode start(
            ConsensusConfig config,
            TestCertificates certificates,
            Disk disk,
            UnaryOperator<Durability> repair)
            throws IOException {
        PeerNetwork network = certificates.network("test");
        Words words = new Words();
        AtomixConsensus<Integer> consensus =
                (AtomixConsensus<Integer>)
                        AtomixConsensus.engine(config, network, disk, repair).start(words);
        String address = config.self().raftAddress();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        network.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return new TestNode(config.self(), network, words, consensus);
    }

    boolean leads() {
        return consensus.leadership().isSelf();
    }

    RaftContext raft() {
        return consensus.parts().raft();
    }

    CompletableFuture<Integer> propose(String word) {
        return consensus.propose(consensus.leadership().term(), Bytes.utf8(word));
    }

    @Override
    public void close() {
        consensus.close();
        network.close();
    }
}
