package proglog.consensus.atomix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.RaftResponse.Status;
import io.atomix.protocols.raft.storage.log.entry.InitializeEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What Atomix is told of answers, after one was lost.
final class LostAnswersTest {

    private static final MemberId FOLLOWER = MemberId.from("a:1");
    private static final MemberId OTHER = MemberId.from("b:1");
    private static final long TERM = 3;
    private final LostAnswers lost = new LostAnswers();

    // Of one entry after `previous`, or a heartbeat.
    private static AppendRequest request(boolean isHeartbeat, long previous, long committed) {
        return AppendRequest.builder()
                .withTerm(TERM)
                .withLeader(MemberId.from("c:1"))
                .withPrevLogIndex(previous)
                .withPrevLogTerm(TERM)
                .withEntries(isHeartbeat ? List.of() : List.of(new InitializeEntry(TERM, 0)))
                .withCommitIndex(committed)
                .build();
    }

    private static AppendResponse response(boolean succeeded, long last) {
        return AppendResponse.builder()
                .withStatus(Status.OK)
                .withTerm(TERM)
                .withSucceeded(succeeded)
                .withLastLogIndex(last)
                .build();
    }

    private AppendResponse heartbeat(MemberId of, long last, long committed) {
        return heeded(of, request(true, last, committed), response(true, last));
    }

    private AppendResponse heeded(MemberId of, AppendRequest request, AppendResponse response) {
        return lost.heeded(of, request, CompletableFuture.completedFuture(response)).join();
    }

    private void lose(MemberId of) {
        CompletableFuture<AppendResponse> answer =
                lost.heeded(
                        of,
                        request(false, 4, 3),
                        CompletableFuture.failedFuture(new IllegalStateException("lost")));
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void theNextHeartbeatLacksTheLastEntryOnce() {
        lose(FOLLOWER);

        assertThat(heartbeat(FOLLOWER, 5, 3)).isEqualTo(response(false, 4));
        assertThat(heartbeat(FOLLOWER, 5, 3)).isEqualTo(response(true, 5));
    }

    @Test
    void heartbeatsOfOthersStandAsTheyAre() {
        lose(FOLLOWER);

        assertThat(heartbeat(OTHER, 5, 3)).isEqualTo(response(true, 5));
    }

    @Test
    void withoutALossTheyStandAsTheyAre() {
        assertThat(heartbeat(FOLLOWER, 5, 3)).isEqualTo(response(true, 5));
    }

    @Test
    void nothingIsSentAgainThatIsCommitted() {
        lose(FOLLOWER);

        assertThat(heartbeat(FOLLOWER, 5, 5)).isEqualTo(response(true, 5));
    }

    @Test
    void aLaterAnswerToEntriesMakesUpForIt() {
        lose(FOLLOWER);

        heeded(FOLLOWER, request(false, 5, 3), response(true, 6));

        assertThat(heartbeat(FOLLOWER, 6, 3)).isEqualTo(response(true, 6));
    }

    @Test
    void anErrorIsNoAnswer() {
        AppendResponse error =
                AppendResponse.builder()
                        .withStatus(Status.ERROR)
                        .withTerm(TERM)
                        .withSucceeded(false)
                        .withLastLogIndex(4)
                        .build();
        heeded(FOLLOWER, request(false, 4, 3), error);

        assertThat(heartbeat(FOLLOWER, 5, 3)).isEqualTo(response(false, 4));
    }

    // It lacks entries, as Atomix sees by itself.
    @Test
    void aRefusedHeartbeatStandsAsItIs() {
        lose(FOLLOWER);

        assertThat(heeded(FOLLOWER, request(true, 5, 3), response(false, 4)))
                .isEqualTo(response(false, 4));
        assertThat(heartbeat(FOLLOWER, 5, 3)).isEqualTo(response(false, 4));
    }
}
