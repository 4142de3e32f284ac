package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.cluster.impl.RaftMemberContext;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// A leader loses sight of no follower, and sends nothing to who is none.
@Tag("cluster")
final class FollowersTest {

    @TempDir private Path folder;

    @Test
    void whatWasStoredCountsAlsoWhenTheAnswerWasLost() throws Exception {
        List<Loss> losses = new ArrayList<>();
        try (TestCluster cluster =
                TestCluster.of(
                        folder,
                        _ -> Disk.local(),
                        _ -> new Durability(newLoss(losses)::force),
                        "a",
                        "b",
                        "c")) {
            cluster.say("one");
            TestNode leader = cluster.leader();
            List<String> others = new ArrayList<>(List.of("a", "b", "c"));
            others.remove(leader.node().name());
            cluster.stop(others.getFirst());
            Loss loss = losses.get(others.getLast().charAt(0) - 'a');

            loss.left.set(1);
            CompletableFuture<Integer> result = leader.propose("two");

            assertThat(result.get(5, SECONDS)).isEqualTo(2);
            assertThat(loss.left).hasValue(0);
        }
    }

    private static Loss newLoss(List<Loss> losses) {
        Loss loss = new Loss();
        losses.add(loss);
        return loss;
    }

    // As sending a heartbeat, or not, depends on Atomix's count.
    @Test
    void aFollowerThatHearsNothingIsCalledAgain() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            MemberId follower = MemberId.from(cluster.follower().node().raftAddress());
            RaftMemberContext context = leader.raft().getCluster().getMemberState(follower);

            RaftNode.onThread(
                    leader.raft(),
                    () -> {
                        context.completeAppend();
                        context.completeAppend();
                    });

            long term = leader.raft().getTerm();
            Background.until(context::canHeartbeat);
            assertThat(leader.raft().getTerm()).isEqualTo(term);
            cluster.say("one");
            assertThat(cluster.agreed(1)).containsExactly("one");
        }
    }

    @Test
    void nothingIsSentToWhoIsNoMember() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a")) {
            TestNode node = cluster.leader();
            Followers followers =
                    new Followers(
                            node::raft,
                            new Durability(() -> CompletableFuture.completedFuture(null)));
            AppendRequest request =
                    AppendRequest.builder()
                            .withTerm(1)
                            .withLeader(MemberId.from(node.node().raftAddress()))
                            .withPrevLogIndex(0)
                            .withPrevLogTerm(0)
                            .withEntries(List.of())
                            .withCommitIndex(0)
                            .build();
            AtomicInteger sent = new AtomicInteger();

            CompletableFuture<AppendResponse> answer =
                    followers.append(
                            MemberId.from("nobody:1"),
                            request,
                            () -> {
                                sent.incrementAndGet();
                                return new CompletableFuture<>();
                            });

            assertThat(answer).isCompletedExceptionally();
            assertThat(sent).hasValue(0);
        }
    }

    // Of a disk that says now and then that it failed, when all is written.
    private static final class Loss {

        private final AtomicInteger left = new AtomicInteger();

        CompletableFuture<Void> force() {
            return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0
                    ? CompletableFuture.failedFuture(new IOException("lost"))
                    : CompletableFuture.completedFuture(null);
        }
    }
}
