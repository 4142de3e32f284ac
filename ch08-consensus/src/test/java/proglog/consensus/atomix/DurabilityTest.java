package proglog.consensus.atomix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.protocols.raft.storage.log.entry.InitializeEntry;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// Nothing is answered for, or counted, before it was forced.
final class DurabilityTest {

    private static final long TERM = 3;

    private final List<CompletableFuture<Void>> forces = new ArrayList<>();
    private final Durability durability = new Durability(this::force);

    private CompletableFuture<Void> force() {
        forces.add(new CompletableFuture<>());
        return forces.getLast();
    }

    private static AppendRequest append(long after, int entries) {
        List<RaftLogEntry> content = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            content.add(new InitializeEntry(TERM, 1));
        }
        return AppendRequest.builder()
                .withTerm(TERM)
                .withLeader(MemberId.from("a:1"))
                .withPrevLogIndex(after)
                .withPrevLogTerm(TERM)
                .withEntries(content)
                .withCommitIndex(0)
                .build();
    }

    private static CompletableFuture<AppendResponse> answer() {
        return CompletableFuture.completedFuture(
                AppendResponse.builder()
                        .withStatus(RaftResponse.Status.OK)
                        .withTerm(TERM)
                        .withSucceeded(true)
                        .withLastLogIndex(1)
                        .build());
    }

    @Test
    void aFollowerAnswersWhenItsEntriesWereForced() {
        CompletableFuture<AppendResponse> answer =
                durability.received(append(0, 1), DurabilityTest::answer);

        assertThat(answer).isNotDone();
        forces.getFirst().complete(null);
        assertThat(answer).isCompleted();
    }

    @Test
    void aHeartbeatWaitsForTheEntriesBeforeIt() {
        CompletableFuture<AppendResponse> first =
                durability.received(append(0, 1), DurabilityTest::answer);
        CompletableFuture<AppendResponse> heartbeat =
                durability.received(append(1, 0), DurabilityTest::answer);

        assertThat(heartbeat).isNotDone();
        forces.forEach(force -> force.complete(null));
        assertThat(first).isCompleted();
        assertThat(heartbeat).isCompleted();
        assertThat(durability.received(append(1, 0), DurabilityTest::answer)).isCompleted();
    }

    @Test
    void aFailedForceIsNoAnswer() {
        CompletableFuture<AppendResponse> answer =
                durability.received(append(0, 1), DurabilityTest::answer);

        forces.getFirst().completeExceptionally(new AssertionError("disk"));
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void aLeaderCountsAnAnswerWhenItHasForcedItsOwn() {
        CompletableFuture<AppendResponse> counted = durability.sent(append(0, 1), answer());

        assertThat(counted).isNotDone();
        forces.getFirst().complete(null);
        assertThat(counted).isCompleted();
    }

    @Test
    void aLeaderForcesOnceForAllFollowers() {
        CompletableFuture<AppendResponse> one = durability.sent(append(0, 5), answer());
        CompletableFuture<AppendResponse> other = durability.sent(append(0, 5), answer());

        assertThat(forces).hasSize(1);
        forces.getFirst().complete(null);
        assertThat(one).isCompleted();
        assertThat(other).isCompleted();
        assertThat(durability.sent(append(2, 3), answer())).isCompleted();
        assertThat(durability.sent(append(5, 1), answer())).isNotDone();
    }

    @Test
    void aLeaderWithoutFollowersAppliesWhenItHasForced() throws InterruptedException {
        try (Background<Boolean> apply =
                Background.start(() -> {
                    durability.awaitLed(TERM, 4, () -> 7);
                    return true;
                })) {
            apply.awaitBlocked();
            forces.getFirst().complete(null);

            assertThat(apply.result()).isTrue();
            durability.awaitLed(TERM, 7, () -> 9);
            assertThat(forces).hasSize(1);
        }
    }
}
