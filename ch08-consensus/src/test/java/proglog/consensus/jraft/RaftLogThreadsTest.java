package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Deadline;
import proglog.LogUnavailableException;

/// A log that several threads change and wait for.
final class RaftLogThreadsTest {

    private final Path directory;

    RaftLogThreadsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void anyThreadMayChangeItAfterAnother() throws InterruptedException {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 10);
            elsewhere(() -> log.releasePrefix(3));
            Logs.append(log, 1, 1);
            elsewhere(() -> log.truncateSuffix(8));
            Logs.append(log, 2, 1);
            elsewhere(() -> Logs.append(log, 2, 1));
            log.releasePrefix(4);

            assertThat(log.nextIndex()).isEqualTo(10);
            assertThat(log.term(9)).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsForAnEntryGoesOnWhenItIsStored() throws InterruptedException {
        try (RaftLog log = Logs.open(directory);
                var waiting = Background.start(() -> awaitStored(log, 1))) {
            waiting.awaitBlocked();

            Logs.append(log, 1, 1);

            assertThat(waiting.result()).isTrue();
        }
    }

    @Test
    void whoWaitsForAnEntryIsToldThatItIsClosed() throws InterruptedException {
        RaftLog log = Logs.open(directory);
        try (var waiting = Background.start(() -> awaitStored(log, 1))) {
            waiting.awaitBlocked();

            log.close();

            assertThat(waiting.failure()).isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void storesInPartsWhatIsTooLargeForOneBatch() {
        try (RaftLog log = Logs.open(directory)) {
            List<Long> stored = new ArrayList<>();
            log.onStored(stored::add);

            log.append(List.of(sixteenMiB(1), sixteenMiB(2), sixteenMiB(3), Logs.noOp(4, 1)));

            assertThat(stored).containsExactly(2L, 3L, 5L);
            assertThat(log.entry(3).payload().length()).isEqualTo(16 * 1024 * 1024 + 1);
        }
    }

    private static NewEntry sixteenMiB(long index) {
        ByteBuffer large = ByteBuffer.allocate(16 * 1024 * 1024 + 1).put(0, (byte) 128);
        return new NewEntry(index, 1, EntryKind.DATA, large);
    }

    private static boolean awaitStored(RaftLog log, long index) throws InterruptedException {
        log.awaitStored(index, Deadline.never());
        return true;
    }

    private static void elsewhere(Runnable change) throws InterruptedException {
        try (var thread =
                Background.start(() -> {
                    change.run();
                    return true;
                })) {
            assertThat(thread.result()).isTrue();
        }
    }
}
