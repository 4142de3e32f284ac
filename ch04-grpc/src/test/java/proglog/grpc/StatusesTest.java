package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;

/// Task 4.2: [Statuses#of].
@Tag("task-4.2")
final class StatusesTest {

    private static final String SECTION = "see README.md, Task 4.2";

    record Case(CommitLogException failure, Status.Code code) {}

    static Stream<Case> failures() {
        OffsetRange range = new OffsetRange(3, 5);
        return Stream.of(
                new Case(new OffsetOutOfRangeException(7, range), Status.Code.OUT_OF_RANGE),
                new Case(new LogUnavailableException("later"), Status.Code.UNAVAILABLE),
                new Case(new LogUnavailableException("not here") {}, Status.Code.UNAVAILABLE),
                new Case(new OutcomeUnknownException("who knows"), Status.Code.ABORTED),
                new Case(new ProducerForgottenException("who was that"), Status.Code.ABORTED),
                new Case(new CorruptLogException("a flipped bit"), Status.Code.DATA_LOSS));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellTheClientWhatToDo(Case one) {
        assertThat(Statuses.of(one.failure()).getStatus().getCode())
                .as(SECTION)
                .isEqualTo(one.code());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void becomeTheSameFailureAtTheOtherEnd(Case one) {
        Optional<CommitLogException> received = Statuses.failure(Statuses.of(one.failure()));

        assertThat(received.orElseThrow()).as(SECTION).isInstanceOf(kind(one.failure()));
    }

    @Test
    void carryTheRange() {
        var sent = new OffsetOutOfRangeException(7, new OffsetRange(3, 5));

        var received =
                (OffsetOutOfRangeException) Statuses.failure(Statuses.of(sent)).orElseThrow();

        assertThat(received.offset()).as(SECTION).isEqualTo(7);
        assertThat(received.range()).as(SECTION).isEqualTo(new OffsetRange(3, 5));
        assertThat(received).as(SECTION).hasMessage("offset 7 is outside [3, 5)");
    }

    @Test
    void keepTheServersFilesToThemselves() {
        var damaged = new CorruptLogException("data/0.store, position 7");
        var failed = new OutcomeUnknownException("data/0.store", new IOException("disk"));

        for (CommitLogException failure : new CommitLogException[] {damaged, failed}) {
            assertThat(Statuses.of(failure).getStatus().getDescription())
                    .as(SECTION)
                    .doesNotContain("store");
        }
    }

    @Test
    void tellALogFromAConnection() {
        StatusRuntimeException connection =
                Status.UNAVAILABLE.withDescription("connection reset").asRuntimeException();

        assertThat(Statuses.failure(connection)).isEmpty();
        assertThat(Statuses.failure(Statuses.of(LogUnavailableException.closed())))
                .as(SECTION)
                .isPresent();
    }

    private static Class<?> kind(CommitLogException failure) {
        return failure instanceof LogUnavailableException
                ? LogUnavailableException.class
                : failure.getClass();
    }
}
