package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// A log in use for minutes: writers, followers, readers anywhere, retention, and a new start now
/// and then. `-Dsoak.minutes=30` makes it longer.
@Tag("slow")
final class SoakTest {

    private static final Duration ONE_LIFE = Duration.ofSeconds(15);
    private static final int WRITERS = 4;
    private static final int FOLLOWERS = 2;

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults()
                    .withSegments(4 * 1024 * 1024, 1024 * 1024)
                    .withRetention(64 * 1024 * 1024, SegmentedLogConfig.FOREVER);

    @TempDir private Path folder;
    private final long seed = System.nanoTime();
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong followed = new AtomicLong();

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void keepsItsPromisesForMinutes() throws InterruptedException {
        Deadline end = Deadline.after(Duration.ofMinutes(Integer.getInteger("soak.minutes", 2)));
        long next = 0;
        for (int life = 0; !end.hasPassed(); life++) {
            try (SegmentedLog log = SegmentedLog.open(folder, CONFIG)) {
                assertThat(log.offsets().next()).as("life %d, seed %d", life, seed).isEqualTo(next);
                live(log, Deadline.after(ONE_LIFE), seed + life);
                next = log.offsets().next();
                assertThat(log.segments().size()).isBetween(1, 20);
            }
        }
        assertThat(appended).hasPositiveValue();
        assertThat(followed).hasPositiveValue();
        System.out.printf("soak: seed %d, %s appended, %s followed%n", seed, appended, followed);
    }

    private void live(SegmentedLog log, Deadline end, long seedOfLife) throws InterruptedException {
        List<Background<Long>> all = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            RandomGenerator random =
                    RandomGeneratorFactory.getDefault().create(seedOfLife * 31 + i);
            all.add(Background.start(() -> write(log, end, random)));
            all.add(Background.start(() -> readAnywhere(log, end, random)));
        }
        for (int i = 0; i < FOLLOWERS; i++) {
            all.add(Background.start(() -> follow(log, end)));
        }
        for (Background<Long> one : all) {
            one.result(ONE_LIFE.multipliedBy(4));
        }
    }

    private Long write(SegmentedLog log, Deadline end, RandomGenerator random) {
        while (!end.hasPassed()) {
            List<Bytes> values = new ArrayList<>();
            for (int i = random.nextInt(1, 200); i > 0; i--) {
                values.add(checked(random.nextInt(0, random.nextInt(50) == 0 ? 20_000 : 300)));
            }
            OffsetRange range = log.append(values);
            assertThat(range.size()).isEqualTo(values.size());
            appended.addAndGet(range.size());
        }
        return appended.get();
    }

    private Long readAnywhere(SegmentedLog log, Deadline end, RandomGenerator random) {
        while (!end.hasPassed()) {
            OffsetRange range = log.offsets();
            if (!range.isEmpty()) {
                try {
                    assertFits(log.read(random.nextLong(range.first(), range.next())));
                } catch (OffsetOutOfRangeException e) { // retention was faster
                    assertThat(e.range().first()).isGreaterThan(range.first());
                }
            }
        }
        return appended.get();
    }

    private Long follow(SegmentedLog log, Deadline end) throws InterruptedException {
        while (!end.hasPassed()) {
            long offset = log.offsets().first();
            try (LogCursor cursor = log.follow(offset)) {
                while (!end.hasPassed() || cursor.isReady()) {
                    LogRecord found = cursor.next();
                    assertThat(found.offset()).isEqualTo(offset++);
                    assertFits(found);
                    followed.incrementAndGet();
                }
            } catch (OffsetOutOfRangeException e) { // retention was faster
                assertThat(e.range().first()).isGreaterThan(e.offset());
            }
        }
        return appended.get();
    }

    /// Bytes that say how many they are, in each of them.
    private static Bytes checked(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return Bytes.wrap(bytes);
    }

    private static void assertFits(LogRecord found) {
        Bytes value = found.value();
        for (int i = 0; i < value.length(); i++) {
            if (value.byteAt(i) != (byte) value.length()) {
                throw new AssertionError(
                        "offset %d, byte %d of %s".formatted(found.offset(), i, value));
            }
        }
    }
}
