package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// Task 3.5: [Segments#holding].
@Tag("task-3.5")
final class SegmentsTest {

    private static final String SECTION = "see README.md, Task 3.5";

    private final FaultyDisk disk = new FaultyDisk();
    private final Path directory;
    private final Segments segments;

    SegmentsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        segments = new Segments(List.of(create(10, 13), create(13, 20), create(20, 21)));
    }

    @AfterEach
    void close() throws IOException {
        disk.heal();
        segments.close();
    }

    @Test
    void spansAllOfThem() {
        assertThat(segments.offsets()).isEqualTo(new OffsetRange(10, 21));
        assertThat(segments.active().base()).isEqualTo(20);
    }

    @Test
    void findsTheOneThatHoldsAnOffset() {
        long[] bases = {10, 10, 10, 13, 13, 13, 13, 13, 13, 13, 20, 20, 20};
        for (int i = 0; i < bases.length; i++) {
            assertThat(segments.holding(10 + i).base())
                    .as("offset %d, %s", 10 + i, SECTION)
                    .isEqualTo(bases[i]);
        }
        assertThat(segments.holding(-1).base()).as(SECTION).isEqualTo(10);
        assertThat(segments.holding(Long.MAX_VALUE).base()).as(SECTION).isEqualTo(20);
    }

    @Test
    void findsTheOnlyOne() {
        Segments one = new Segments(List.of(segments.active()));

        assertThat(one.holding(0).base()).as(SECTION).isEqualTo(20);
        assertThat(one.holding(30).base()).as(SECTION).isEqualTo(20);
    }

    @Test
    void findsTheRightOneOfMany() {
        for (int count = 1; count <= 20; count++) {
            List<Segment> some = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some.add(segments.all().get(i % 3));
            }
            some.sort((a, b) -> Long.compare(a.base(), b.base()));
            Segments many = new Segments(some);

            assertThat(many.holding(100)).as(SECTION).isSameAs(some.getLast());
        }
    }

    @Test
    void refusesWhatNoneHolds() {
        assertThatThrownBy(() -> segments.read(9, Segment::base))
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessage("offset 9 is outside [10, 21)");
        assertThatThrownBy(() -> segments.read(21, Segment::base))
                .hasMessage("offset 21 is outside [10, 21)");
    }

    @Test
    void readsAgainWhenTheSegmentWasTakenAway() {
        AtomicInteger reads = new AtomicInteger();

        assertThatThrownBy(() ->
                        segments.read(
                                20,
                                _ -> {
                                    reads.incrementAndGet();
                                    segments.keepFirst(2);
                                    throw new IOException("closed");
                                }))
                .isInstanceOf(OffsetOutOfRangeException.class);

        assertThat(reads).hasValue(1);
    }

    @Test
    void saysWhyItCouldNotRead() {
        assertThatThrownBy(() ->
                        segments.read(
                                15,
                                _ -> {
                                    throw new IOException("Input/output error");
                                }))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("offset 15 could not be read from " + directory)
                .hasMessageContaining("Input/output error");
    }

    @Test
    void takesTheFirstOneAway() throws IOException {
        segments.removeFirst();

        assertThat(segments.offsets()).isEqualTo(new OffsetRange(13, 21));
        assertThat(Written.files(directory, ".store")).hasSize(2);
        assertThat(Written.files(directory, ".index")).hasSize(2);
    }

    @Test
    void takesNoOtherAwayBeforeTheFirstOneIsGone() throws IOException {
        disk.fail(FaultyDisk.Operation.SYNC_DIRECTORY, "Input/output error");
        assertThatThrownBy(segments::removeFirst).hasMessage("Input/output error");
        assertThat(segments.offsets()).isEqualTo(new OffsetRange(13, 21));
        assertThatThrownBy(segments::removeFirst).hasMessage("Input/output error");
        assertThat(Written.store(directory, 13)).as("a gap would be corruption").exists();

        disk.heal();
        segments.removeLeaving();

        assertThat(Written.files(directory, ".store"))
                .containsExactly(Written.store(directory, 20));
    }

    @Test
    void keepsTheFirstFew() throws IOException {
        segments.keepFirst(1);

        assertThat(segments.offsets()).isEqualTo(new OffsetRange(10, 13));
        assertThat(Written.files(directory, ".store"))
                .containsExactly(Written.store(directory, 10));
    }

    @Test
    void startsOverWithANewOne() throws IOException {
        Segment first = create(13, 13);

        segments.startOver(first);

        assertThat(segments.all()).containsExactly(first);
        assertThat(Written.files(directory, ".store"))
                .containsExactly(Written.store(directory, 13));
        assertThat(disk.openFiles()).as("store and index of the new one").isEqualTo(2);
    }

    @Test
    void closesAllOfThemEvenIfOneFails() {
        disk.breakWith((operation, path, _) -> {
            if (operation == FaultyDisk.Operation.CLOSE
                    && path.equals(Written.store(directory, 10))) {
                throw new IOException("Input/output error");
            }
        });

        assertThatThrownBy(segments::close).hasMessage("Input/output error");

        for (Segment segment : segments.all()) {
            assertThatThrownBy(() -> segment.store().read(0, 8))
                    .as("%s", segment)
                    .isInstanceOf(IOException.class);
        }
    }

    private Segment create(long base, long next) throws IOException {
        Segment segment =
                Segment.create(
                        disk, new SegmentFiles(directory, base), new StoreHeader(base, 5, 0), 120);
        segment.publish(next);
        return segment;
    }
}
