package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// What can be read is both applied and on the disk.
@Tag("task-8.3")
final class ReadableOffsetsTest {

    private final AtomicLong stored = new AtomicLong();
    private final ReadableOffsets readable = new ReadableOffsets(stored::get);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void needsBothTheAgreementAndTheDisk() {
        readable.applied(3);
        assertThat(readable.mark().next()).isZero();

        store(2);
        assertThat(readable.mark().next()).isEqualTo(2);

        store(9);
        assertThat(readable.mark().next()).isEqualTo(3);
    }

    @Test
    void doesNotTakeTheDiskAtAnEarlierWordWhenItsEndWasTakenBack() {
        store(10); // seven of them were never agreed on
        readable.applied(3);
        stored.set(3);

        readable.applied(6); // by the others

        assertThat(readable.mark().next()).isEqualTo(3);
        store(6);
        assertThat(readable.mark().next()).isEqualTo(6);
    }

    @Test
    void neverGoesBack() {
        store(5);
        readable.applied(5);

        store(4);

        assertThat(readable.mark().next()).isEqualTo(5);
    }

    @Test
    void whatOneThreadWaitsForAnotherMayBring() throws InterruptedException {
        whenReadable("first", 1);
        store(9);
        try (var applying =
                Background.start(() -> {
                    readable.applied(1);
                    return done.contains("first");
                })) {
            assertThat(applying.result()).isTrue();
        }
        readable.close();
        try (var asking =
                Background.start(() -> {
                    whenReadable("never", 9);
                    readable.release();
                    return done.contains("never");
                })) {
            assertThat(asking.result()).isTrue();
        }
    }

    @Test
    void actsInTheOrderOfOffsetsHoweverTheyCame() {
        whenReadable("third", 3);
        whenReadable("first", 1);
        whenReadable("second", 2);
        store(9);

        readable.applied(2);
        assertThat(done).containsExactly("first", "second");

        readable.applied(3);
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void actsAtOnceWhenThereIsNothingToWaitFor() {
        store(1);
        readable.applied(1);

        whenReadable("at once", 1);

        assertThat(done).containsExactly("at once");
    }

    @Test
    void lastsNoLongerThanItIsOpen() {
        whenReadable("before", 1);
        readable.close();
        assertThat(done).containsExactly("before");

        whenReadable("after", 2);

        assertThat(done).containsExactly("before", "after");
    }

    @Test
    void losesNoStepOfTwoThreads() throws InterruptedException {
        int steps = 5_000;
        try (var disk = Background.start(() -> count(steps, this::store));
                var agreement = Background.start(() -> count(steps, readable::applied))) {
            disk.result();
            agreement.result();
        }

        assertThat(readable.mark().next()).isEqualTo(steps);
    }

    @Test
    void forgetsNobodyWhoWaitsWhileItMoves() throws InterruptedException {
        int steps = 5_000;
        store(steps);
        List<Long> seen = new ArrayList<>();
        try (var waiting =
                Background.start(() -> count(steps, next -> whenReadable("" + next, next)))) {
            count(steps, readable::applied);
            waiting.result();
        }

        done.forEach(one -> seen.add(Long.parseLong(one)));
        assertThat(seen).hasSize(steps).doesNotHaveDuplicates();
    }

    private interface Step {
        void to(long next);
    }

    private static int count(int steps, Step step) {
        for (int next = 1; next <= steps; next++) {
            step.to(next);
        }
        return steps;
    }

    private void store(long next) {
        stored.set(next);
        readable.move();
    }

    private void whenReadable(String name, long next) {
        readable.whenReadable(next, () -> done.add(name));
    }
}
