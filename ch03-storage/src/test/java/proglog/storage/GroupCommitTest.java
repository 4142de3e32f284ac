package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Batch;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;

/// Task 3.7: [GroupCommit#append].
@Tag("task-3.7")
final class GroupCommitTest {

    private static final String SECTION = "see README.md, Task 3.7";

    private final SlowWriter writer = new SlowWriter();
    private final GroupCommit commits = new GroupCommit(writer);

    @Test
    void writesTheBatchOfWhoIsAlone() {
        writer.allow(2);

        assertThat(append("a")).as(SECTION).isEqualTo(new OffsetRange(0, 1));
        assertThat(append("b")).as(SECTION).isEqualTo(new OffsetRange(1, 2));
        assertThat(writer.groups()).as(SECTION).containsExactly(1, 1);
    }

    @Test
    void letsThoseWhoComeDuringAWriteShareTheNext() throws Exception {
        List<Background<OffsetRange>> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(start("value " + i));
            callers.getLast().awaitBlocked();
        }
        assertThat(writer.groups()).as("only the first is being written").containsExactly(1);
        writer.allow(2);

        for (int i = 0; i < 5; i++) {
            assertThat(callers.get(i).result()).as(SECTION).isEqualTo(new OffsetRange(i, i + 1));
        }
        assertThat(writer.groups()).as(SECTION).containsExactly(1, 4);
        assertThat(writer.mostAtOnce()).as("one write at a time").isEqualTo(1);
    }

    @Test
    void withdrawsWhoseDeadlinePassesBeforeItIsTaken() throws Exception {
        var first = start("a");
        first.awaitBlocked();

        assertThatThrownBy(() -> append("late", Deadline.after(Duration.ofMillis(20))))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the deadline passed before the append began");

        writer.allow(2);
        first.result();
        assertThat(append("b")).as("nothing was appended").isEqualTo(new OffsetRange(1, 2));
    }

    @Test
    void withdrawsWhoIsInterruptedBeforeItIsTaken() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        var second = start("b");
        second.awaitBlocked();

        second.interrupt();

        assertThat(second.failure())
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("interrupted before the append began");
        writer.allow(2);
        first.result();
        assertThat(append("c")).isEqualTo(new OffsetRange(1, 2));
    }

    @Test
    void finishesWhatIsTakenAlthoughItsCallerIsInterrupted() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        var second =
                Background.start(() -> {
                    OffsetRange offsets = append("b");
                    assertThat(Thread.currentThread().isInterrupted())
                            .as("the interrupt is kept")
                            .isTrue();
                    return offsets;
                });
        second.awaitBlocked();
        var third = start("c");
        third.awaitBlocked();
        writer.allow(1); // the first leads on, the others are taken
        Background.until(() -> writer.groups().size() == 2);

        second.interrupt();
        writer.allow(1);

        assertThat(second.result()).as(SECTION).isEqualTo(new OffsetRange(1, 2));
        assertThat(third.result()).as(SECTION).isEqualTo(new OffsetRange(2, 3));
        assertThat(first.result()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void waitsForWhatIsTakenBeyondTheDeadline() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        var second = start("b");
        second.awaitBlocked();
        var third = Background.start(() -> append("c", Deadline.after(Duration.ofMillis(300))));
        third.awaitBlocked();
        writer.allow(1);
        Background.until(() -> writer.groups().size() == 2);
        Deadline later = Deadline.after(Duration.ofMillis(400));
        Background.until(later::hasPassed);

        writer.allow(1);

        assertThat(third.result()).as(SECTION).isEqualTo(new OffsetRange(2, 3));
        second.result();
    }

    @Test
    void failsTheGroupWhoseWriteFailsUnexpectedlyAndGoesOn() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        var second = start("b");
        second.awaitBlocked();
        var third = start("c");
        third.awaitBlocked();
        writer.failNext();
        writer.allow(2);

        assertThat(first.failure()).as(SECTION).isInstanceOf(OutcomeUnknownException.class);
        assertThat(first.failure()).hasRootCauseMessage("broken");
        assertThat(second.result()).as(SECTION).isEqualTo(new OffsetRange(0, 1));
        assertThat(third.result()).as(SECTION).isEqualTo(new OffsetRange(1, 2));
    }

    @Test
    void letsAnotherLeadAfterSomeGroups() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        List<Background<OffsetRange>> others = new ArrayList<>();
        for (int groups = 1; groups <= 4; groups++) { // somebody always waits when a group ends
            others.add(start("b"));
            others.getLast().awaitBlocked();
            int begun = groups + 1;
            writer.allow(1);
            Background.until(() -> writer.groups().size() == begun);
        }

        assertThat(first.result()).as(SECTION).isEqualTo(new OffsetRange(0, 1));

        writer.allow(1);
        for (Background<OffsetRange> other : others) {
            assertThat(other.result().size()).isEqualTo(1);
        }
    }

    @Test
    void tellsEveryoneInTheGroupThatItFailed() throws Exception {
        var first = start("a");
        first.awaitBlocked();
        var second = start("b");
        second.awaitBlocked();
        var third = start("c");
        third.awaitBlocked();
        writer.allow(1);
        Background.until(() -> writer.groups().size() == 2);
        writer.failNext();
        writer.allow(1);

        assertThat(second.failure()).as(SECTION).isInstanceOf(OutcomeUnknownException.class);
        assertThat(third.failure()).as(SECTION).isInstanceOf(OutcomeUnknownException.class);
        writer.allow(1);
        assertThat(append("d")).isEqualTo(new OffsetRange(1, 2));
    }

    @Test
    void writesNothingWhileSomethingElseTouchesTheFiles() throws Exception {
        Semaphore inside = new Semaphore(0);
        Semaphore leave = new Semaphore(0);
        writer.allow(1);
        var other =
                Background.start(() -> {
                    commits.exclusively(() -> {
                        inside.release();
                        leave.acquireUninterruptibly();
                    });
                    return true;
                });
        inside.acquire();
        var caller = start("a");
        caller.awaitBlocked();
        assertThat(writer.groups()).isEmpty();

        leave.release();

        other.result();
        assertThat(caller.result()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void forgetsNobodyInACrowd() throws Exception {
        int threads = 16;
        int each = 500;
        writer.allow(Integer.MAX_VALUE / 2);
        List<Background<List<Long>>> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            boolean hurries = i % 4 == 0;
            callers.add(Background.start(() -> appendMany(each, hurries)));
        }
        List<Long> offsets = new ArrayList<>();
        for (Background<List<Long>> caller : callers) {
            offsets.addAll(caller.result());
        }

        assertThat(offsets.stream().sorted().toList())
                .as(SECTION)
                .isEqualTo(LongStream.range(0, offsets.size()).boxed().toList());
        assertThat(offsets).hasSizeGreaterThanOrEqualTo(threads * each * 3 / 4);
    }

    private List<Long> appendMany(int count, boolean hurries) {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Deadline deadline =
                    hurries ? Deadline.after(Duration.ofNanos(20_000)) : Deadline.never();
            try {
                offsets.add(append("value", deadline).first());
            } catch (LogUnavailableException _) {
                // its deadline passed
            }
        }
        return offsets;
    }

    private Background<OffsetRange> start(String value) {
        return Background.start(() -> append(value));
    }

    private OffsetRange append(String value) {
        return append(value, Deadline.never());
    }

    private OffsetRange append(String value, Deadline deadline) {
        Batch batch = Written.batch(value);
        return commits.append(new Append(batch, 1), deadline);
    }
}
