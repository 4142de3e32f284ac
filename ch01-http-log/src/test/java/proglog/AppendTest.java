package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 1.1: [InMemoryLog#append].
@Tag("task-1.1")
final class AppendTest {

    private static final String SECTION = "see README.md, Task 1.1";

    private final InMemoryLog log = new InMemoryLog();

    @Test
    void givesTheFirstRecordOffsetZero() {
        assertThat(log.append(Bytes.utf8("a"))).as(SECTION).isZero();
    }

    @Test
    void givesEachRecordTheNextOffset() {
        log.append(Bytes.utf8("a"));

        assertThat(log.append(Bytes.utf8("b"))).as(SECTION).isEqualTo(1);
        assertThat(log.append(Bytes.utf8("c"))).as(SECTION).isEqualTo(2);
    }

    @Test
    void givesABatchConsecutiveOffsets() {
        log.append(Bytes.utf8("a"));

        OffsetRange batch = log.append(List.of(Bytes.utf8("b"), Bytes.utf8("c")));

        assertThat(batch).as(SECTION).isEqualTo(new OffsetRange(1, 3));
        assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(0, 3));
    }

    @Test
    void answersABatchThatCameBeforeWithItsFirstOffsets() {
        Batch batch = new Batch(List.of(Bytes.utf8("a")), new ProducerSequence(7, 1));
        OffsetRange first = log.append(batch, Deadline.never());

        assertThat(log.append(batch, Deadline.never())).as(SECTION).isEqualTo(first);
        assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void appendsNothingAfterTheDeadline() {
        Deadline passed = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() -> log.append(Batch.of(Bytes.utf8("late")), passed))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class);
        assertThat(log.offsets().isEmpty()).as(SECTION).isTrue();
    }

    @Test
    void appendsNothingAfterClose() {
        log.close();

        assertThatThrownBy(() -> log.append(Bytes.utf8("a")))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class);
    }
}
