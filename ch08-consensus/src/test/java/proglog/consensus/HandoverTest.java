package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// Who leads when the node `a` stops.
final class HandoverTest {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final CompletableFuture<Void> NOT_NOW =
            CompletableFuture.failedFuture(new LogUnavailableException("not now"));
    private static final CompletableFuture<Void> UNKNOWN =
            CompletableFuture.failedFuture(new OutcomeUnknownException("no answer"));

    @Test
    void theOneThatIsLeastBehindTakesOver() {
        try (var consensus = ReportedConsensus.open(_ -> DONE);
                LoggedLines logged = LoggedLines.of(Handover.class.getName())) {
            consensus.lead(Map.of("a", 0L, "b", 7L, "c", 3L));

            Handover.of(consensus, "a");

            assertThat(consensus.heirs()).containsExactly("c");
            assertThat(logged.lines()).containsExactly("INFO handed leadership over to c");
        }
    }

    @Test
    void nobodyIsAskedByANodeThatDoesNotLead() {
        try (var consensus = ReportedConsensus.open(_ -> DONE)) {
            consensus.report(
                    ReportedConsensus.stats(ConsensusStats.Role.FOLLOWER, Map.of("b", 0L)));

            Handover.of(consensus, "a");

            assertThat(consensus.heirs()).isEmpty();
        }
    }

    @Test
    void nobodyIsAskedByANodeThatIsAlone() {
        try (var consensus = ReportedConsensus.open(_ -> DONE)) {
            consensus.lead(Map.of("a", 0L));

            Handover.of(consensus, "a");

            assertThat(consensus.heirs()).isEmpty();
        }
    }

    @Test
    void oneThatCannotIsAskedAgainAfterTheOthers() {
        Iterator<CompletableFuture<Void>> answers = List.of(NOT_NOW, NOT_NOW, DONE).iterator();
        try (var consensus = ReportedConsensus.open(_ -> answers.next())) {
            consensus.lead(Map.of("b", 7L, "c", 3L));

            Handover.of(consensus, "a");

            assertThat(consensus.heirs()).containsExactly("c", "b", "c");
        }
    }

    @Test
    void oneThatMayHaveTakenOverIsTheLast() {
        try (var consensus = ReportedConsensus.open(_ -> UNKNOWN);
                LoggedLines logged = LoggedLines.of(Handover.class.getName())) {
            consensus.lead(Map.of("b", 7L, "c", 3L));

            Handover.of(consensus, "a");

            assertThat(consensus.heirs()).containsExactly("c");
            assertThat(logged.lines())
                    .containsExactly("WARN could not hand leadership over to c: no answer");
        }
    }

    @Test
    void whoIsInAHurryDoesNotAskTwice() {
        try (var consensus =
                ReportedConsensus.open(_ -> {
                    Thread.currentThread().interrupt();
                    return NOT_NOW;
                })) {
            consensus.lead(Map.of("b", 7L, "c", 3L));

            Handover.of(consensus, "a");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(consensus.heirs()).hasSize(1);
        }
    }
}
