package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.storage.FaultyDisk.Operation;

/// When what is appended reaches the disk.
final class SyncPolicyTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(1000, 3 * Index.ENTRY_BYTES);

    private final FaultyDisk disk = FaultyDisk.volatileDisk();
    private final AtomicInteger syncs = new AtomicInteger();
    private final Path directory;

    SyncPolicyTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void showsNoRecordBeforeItIsSynced() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SegmentedLog log = open(CONFIG);
                LogCursor cursor = log.follow(0)) {
            disk.breakWith((operation, _, _) -> {
                if (operation == Operation.FORCE) {
                    syncing.countDown();
                    await(goOn);
                }
            });
            try (var writer = Background.start(() -> log.append(Bytes.utf8("a")));
                    var follower = Background.start(cursor::next)) {
                syncing.await();
                follower.awaitBlocked();
                assertThat(log.offsets().isEmpty()).isTrue();
                assertThatThrownBy(() -> log.read(0)).isInstanceOf(OffsetOutOfRangeException.class);
                assertThat(cursor.isReady()).isFalse();

                goOn.countDown();

                assertThat(writer.result()).isZero();
                assertThat(follower.result().value()).isEqualTo(Bytes.utf8("a"));
            }
        }
    }

    @Test
    void letsThoseWhoWaitShareASync() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SegmentedLog log = open(CONFIG)) {
            disk.breakWith((operation, _, _) -> {
                if (operation == Operation.FORCE) {
                    syncs.incrementAndGet();
                    syncing.countDown();
                    await(goOn);
                }
            });
            try (var first = Background.start(() -> log.append(Bytes.utf8("a")))) {
                syncing.await();
                var second = Background.start(() -> log.append(Bytes.utf8("b")));
                var third = Background.start(() -> log.append(Bytes.utf8("c")));
                second.awaitBlocked();
                third.awaitBlocked();
                goOn.countDown();
                first.result();
                assertThat(second.result() + third.result()).isEqualTo(1 + 2);
            }
            assertThat(syncs).as("one for the first, one for both others").hasValue(2);
        }
    }

    @Test
    void syncsAtAnIntervalWithoutAnAppend() {
        countSyncs();
        try (SegmentedLog log = open(CONFIG.withSyncInterval(Duration.ofMillis(2)))) {
            int before = syncs.get();
            Written.append(log, "a");
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));

            Background.until(() -> syncs.get() > before);
        }
    }

    @Test
    void closesForWritingWhenASyncBesideFails() {
        try (SegmentedLog log = open(CONFIG.withSyncInterval(Duration.ofMillis(2)))) {
            Written.append(log, "a");
            disk.fail(Operation.FORCE, "Input/output error");

            Background.until(() -> {
                try {
                    Written.append(log, "b");
                    return false;
                } catch (LogUnavailableException e) {
                    return e.toString().contains("a sync failed (Input/output error)");
                }
            });
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));
            disk.heal();
        }
    }

    @Test
    void syncsWhenASegmentIsFullAndWhenTheLogIsClosed() {
        countSyncs();
        try (SegmentedLog log = open(CONFIG.withSync(SyncPolicy.ROLL))) {
            int before = syncs.get();
            Written.append(log, "a", "b", "c");
            assertThat(syncs).hasValue(before);

            Written.append(log, "d");
            int rolled = syncs.get();
            assertThat(rolled).isGreaterThan(before);
            Written.append(log, "e", "f");
            assertThat(syncs).hasValue(rolled);
            log.sync();
            assertThat(syncs).as("when it is told to").hasValue(rolled + 1);
            log.sync();
            assertThat(syncs).as("nothing new").hasValue(rolled + 1);
            Written.append(log, "g");
            assertThat(log.segments()).hasSize(3);
        }
        int closed = syncs.get();
        assertThat(closed).isPositive();
    }

    @Test
    void syncsEveryAppend() {
        countSyncs();
        try (SegmentedLog log = open(CONFIG)) {
            for (int i = 0; i < 3; i++) {
                int before = syncs.get();
                Written.append(log, "value " + i);
                assertThat(syncs).hasValue(before + 1);
            }
        }
    }

    private void countSyncs() {
        disk.breakWith((operation, _, _) -> {
            if (operation == Operation.FORCE) {
                syncs.incrementAndGet();
            }
        });
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private SegmentedLog open(SegmentedLogConfig config) {
        return SegmentedLog.open(
                disk, directory, config, InstantSource.system(), StorageListener.NONE);
    }
}
