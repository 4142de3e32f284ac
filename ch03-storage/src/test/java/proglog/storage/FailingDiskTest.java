package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.storage.FaultyDisk.Operation;

/// What an append does when the disk does not.
final class FailingDiskTest {

    private final FaultyDisk disk = new FaultyDisk();
    private final Path directory;
    private final Path copy;

    FailingDiskTest(@TempDir Path directory, @TempDir Path copy) {
        this.directory = directory;
        this.copy = copy;
    }

    @Test
    void writesNothingMoreAfterASyncThatFailed() {
        AtomicInteger asked = new AtomicInteger();
        try (SegmentedLog log = open()) {
            Written.append(log, "a");
            disk.breakWith((operation, path, _) -> {
                if (operation == Operation.FORCE && asked.incrementAndGet() == 1) {
                    throw new IOException("Input/output error");
                }
                if (operation == Operation.WRITE && path.toString().endsWith(".store")) {
                    assertThat(asked).as("nothing is written after it").hasValue(0);
                }
            });

            assertThatThrownBy(() -> Written.append(log, "unknown"))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("written, but the sync failed")
                    .hasRootCauseMessage("Input/output error");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Written.append(log, "refused"))
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessageContaining("closed for writing")
                        .hasMessageContaining("a sync failed (Input/output error)");
            }
            assertThatThrownBy(() -> log.truncatePrefix(0)).hasMessageContaining("a sync failed");
            assertThatThrownBy(log::sync).hasMessageContaining("a sync failed");

            assertThat(asked).as("no second sync").hasValue(1);
            assertThat(Written.contents(log)).as("reads go on").containsExactly("a");
        }
        assertThat(asked).hasValue(1);
        disk.heal();
        try (SegmentedLog log = open()) {
            assertThat(Written.contents(log)).startsWith("a").doesNotContain("refused");
        }
    }

    @Test
    void tellsEveryCallerOfTheGroupThatTheSyncFailed() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SegmentedLog log = open()) {
            blockFirstSync(syncing, goOn, true);
            try (var first = Background.start(() -> log.append(Bytes.utf8("a")))) {
                syncing.await();
                var second = Background.start(() -> log.append(Bytes.utf8("b")));
                second.awaitBlocked();
                goOn.countDown();

                assertThat(first.failure()).isInstanceOf(OutcomeUnknownException.class);
                assertThat(second.failure()).isInstanceOf(LogUnavailableException.class);
            }
        }
    }

    @Test
    void failsOnlyTheAppendThatFindsTheDiskFull() {
        try (SegmentedLog log = open()) {
            Written.append(log, "a");
            int frame = 56 + 4 + "a value".length();
            for (int space = 0; space < frame; space++) {
                disk.limitSpace(space);

                assertThatThrownBy(() -> Written.append(log, "a value"))
                        .as("%d bytes left", space)
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessage("nothing was appended: No space left on device");

                assertThat(Written.contents(log)).containsExactly("a");
            }
            disk.heal();
            Written.append(log, "b");
            assertThat(Written.contents(log)).containsExactly("a", "b");
        }
        try (SegmentedLog log = open()) {
            assertThat(Written.contents(log)).containsExactly("a", "b");
        }
    }

    @Test
    void rollsAgainWhenTheDiskWasFull() {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSegments(1, 120);
        try (SegmentedLog log = open(config)) {
            Written.append(log, "a");
            for (int space = 0; space < 32; space++) {
                disk.limitSpace(space);
                assertThatThrownBy(() -> Written.append(log, "lost"))
                        .isInstanceOf(LogUnavailableException.class);
            }
            disk.heal();
            Written.append(log, "b");
            assertThat(log.segments()).hasSize(2);
        }
        try (SegmentedLog log = open(config)) {
            assertThat(Written.contents(log)).containsExactly("a", "b");
        }
    }

    @Test
    void appendsToTheOldSegmentAfterARollThatFailed() throws IOException {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSegments(100_000, 36);
        Batch large = Batch.of(Bytes.wrap(new byte[5000])); // needs up to three frames
        try (SegmentedLog log = open(config)) {
            Written.append(log, "a");
            Path next = Written.store(directory, 1);
            AtomicInteger failures = new AtomicInteger();
            disk.breakWith((operation, path, _) -> {
                if (operation == Operation.OPEN
                        && path.equals(next)
                        && failures.getAndIncrement() == 0) {
                    throw new IOException("Too many open files");
                }
            });
            assertThatThrownBy(() -> log.append(large, Deadline.never()))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("nothing was appended: Too many open files");

            Written.append(log, "b");

            Written.copy(directory, copy);
        }
        try (SegmentedLog killed = SegmentedLog.open(copy, config)) {
            assertThat(Written.contents(killed)).containsExactly("a", "b");
        }
    }

    @Test
    void doesNotKnowWhatBecomesOfAnAppendThatCanNotBeTakenBack() {
        try (SegmentedLog log = open()) {
            Written.append(log, "a");

            disk.breakWith((operation, _, _) -> {
                if (operation == Operation.WRITE || operation == Operation.TRUNCATE) {

                    throw new IOException("Input/output error");
                }
            });

            assertThatThrownBy(() -> Written.append(log, "b"))
                    .isInstanceOf(OutcomeUnknownException.class);
            disk.heal();
            assertThatThrownBy(() -> Written.append(log, "c"))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("could not be taken back");
            assertThat(Written.contents(log)).containsExactly("a");
        }
        try (SegmentedLog log = open()) {
            assertThat(Written.contents(log)).startsWith("a").doesNotContain("c");
        }
    }

    @Test
    void bringsNothingBackOfAWriteThatWasShort() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SegmentedLog log = open()) {
            blockFirstSync(syncing, goOn, false);
            try (var first = Background.start(() -> appendNamed(log, 1, "value a"))) {
                syncing.await();
                var second = Background.start(() -> appendNamed(log, 2, "value b"));
                second.awaitBlocked();
                var third = Background.start(() -> appendNamed(log, 3, "value c"));
                third.awaitBlocked();
                var fourth = Background.start(() -> appendNamed(log, 4, "value d"));
                fourth.awaitBlocked();
                disk.limitSpace(2 * (56 + 4 + 7)); // two of three frames
                goOn.countDown();
                first.result();
                assertThat(second.failure()).isInstanceOf(LogUnavailableException.class);
                assertThat(third.failure()).isInstanceOf(LogUnavailableException.class);
                assertThat(fourth.failure()).isInstanceOf(LogUnavailableException.class);
            }
            disk.heal();
            appendNamed(log, 5, "value e");
            Written.copy(directory, copy);
        }
        try (SegmentedLog killed = SegmentedLog.open(copy, SegmentedLogConfig.defaults())) {
            assertThat(Written.contents(killed)).containsExactly("value a", "value e");
        }
    }

    private SegmentedLog open() {
        return open(SegmentedLogConfig.defaults());
    }

    private SegmentedLog open(SegmentedLogConfig config) {
        return SegmentedLog.open(
                disk, directory, config, InstantSource.system(), StorageListener.NONE);
    }

    private static OffsetRange appendNamed(SegmentedLog log, long sequence, String value) {
        ProducerSequence name = new ProducerSequence(1, sequence);
        return log.append(new Batch(Written.values(List.of(value)), name), Deadline.never());
    }

    private void blockFirstSync(CountDownLatch syncing, CountDownLatch goOn, boolean fails) {
        disk.breakWith((operation, _, _) -> {
            if (operation == Operation.FORCE && syncing.getCount() > 0) {
                syncing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                if (fails) {
                    throw new IOException("Input/output error");
                }
            }
        });
    }
}
