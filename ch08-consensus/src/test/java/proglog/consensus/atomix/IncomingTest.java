package proglog.consensus.atomix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.storage.log.entry.InitializeEntry;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.TestCertificates;

/// What a follower takes for agreed on. The other nodes are played.
@Tag("cluster")
final class IncomingTest {

    private final Codec codec = new Codec();
    @TempDir private Path folder;

    @Test
    void aHeartbeatThatDoesNotSayWhatIsBeforeItCommitsNothing() throws Exception {
        TestCertificates certificates = TestCertificates.make(folder.resolve("certs"));
        List<ClusterNode> founders =
                List.of(TestCluster.node("a"), TestCluster.node("b"), TestCluster.node("c"));
        ConsensusConfig config =
                ConsensusConfig.of(founders.getFirst(), folder.resolve("a")).withFounders(founders);
        String leader = founders.getLast().raftAddress();
        try (TestNode node =
                        TestNode.start(
                                config, certificates, Disk.local(), UnaryOperator.identity());
                PeerNetwork network = certificates.network("test")) {
            PeerCalls calls = new PeerCalls(network);

            assertThat(ask(calls, node, request(leader, 1, 0, 0, 3, 0)).succeeded()).isTrue();
            assertThat(ask(calls, node, request(leader, 2, 3, 0, 0, 3)).succeeded()).isTrue();
            assertThat(node.raft().getCommitIndex()).isZero();
            assertThat(ask(calls, node, request(leader, 2, 3, 1, 0, 3)).succeeded()).isTrue();
            assertThat(node.raft().getCommitIndex()).isEqualTo(3);
        }
    }

    private AppendResponse ask(PeerCalls calls, TestNode node, AppendRequest request) {
        byte[] answer =
                calls.ask(
                                node.node().raftAddress(),
                                Call.APPEND,
                                codec.encode(request),
                                Duration.ofSeconds(10))
                        .join();
        return codec.decode(AppendResponse.class, answer);
    }

    private static AppendRequest request(
            String leader, long term, long last, long lastTerm, int entries, long committed) {
        List<RaftLogEntry> content =
                new ArrayList<>(Collections.nCopies(entries, new InitializeEntry(term, 0)));
        return AppendRequest.builder()
                .withTerm(term)
                .withLeader(MemberId.from(leader))
                .withPrevLogIndex(last)
                .withPrevLogTerm(lastTerm)
                .withEntries(content)
                .withCommitIndex(committed)
                .build();
    }
}
