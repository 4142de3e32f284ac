package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that appends, a hundred times, at any moment: while it opens the log, writes,
/// syncs or begins a segment.
///
/// Whatever the sync policy: what a process has written survives it, only a power cut asks for
/// more.
class KillProcessTest {

    private static final int KILLS_PER_LANE = 26;
    private static final int THREADS = 4;
    private static final int MOST_ACKNOWLEDGED = 300;
    private static final int STORE_BYTES = 16 * 1024;
    private static final int INDEX_BYTES = 40 * Index.ENTRY_BYTES;

    /// A log that is killed again and again, side by side with others.
    private record Lane(SyncPolicy sync, Path directory, long seed) {}

    @Test
    void losesNothingAcknowledgedInAHundredKills(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime();
        List<Future<Integer>> lanes = new ArrayList<>();

        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (SyncPolicy sync :
                    List.of(
                            SyncPolicy.EVERY_APPEND,
                            SyncPolicy.EVERY_APPEND,
                            SyncPolicy.INTERVAL,
                            SyncPolicy.ROLL)) {
                var lane =
                        new Lane(
                                sync, directory.resolve("log" + lanes.size()), seed + lanes.size());
                lanes.add(executor.submit(() -> killRepeatedly(lane)));
            }
        }

        int acknowledged = 0;
        for (Future<Integer> lane : lanes) {
            acknowledged += result(lane, seed);
        }
        System.out.printf(
                "%d kills, %d acknowledged, seed %d%n",
                KILLS_PER_LANE * lanes.size(), acknowledged, seed);
        assertThat(acknowledged).isGreaterThan(1_000);
    }

    private static int result(Future<Integer> lane, long seed) throws InterruptedException {
        try {
            return lane.get();
        } catch (ExecutionException e) {
            throw new AssertionError("with seed " + seed + ": " + e.getCause(), e.getCause());
        }
    }

    private static int killRepeatedly(Lane lane) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(lane.seed());
        var promises = new Promises();
        for (int round = 0; round < KILLS_PER_LANE; round++) {
            appendUntilKilled(lane, round, random, promises);
            try (SegmentedLog log = SegmentedLog.open(lane.directory(), config(lane))) {
                promises.requireKept(log);
            }
        }
        return promises.acknowledged();
    }

    private static void appendUntilKilled(
            Lane lane, int round, RandomGenerator random, Promises promises) {
        int enough = random.nextInt(5) == 0 ? 0 : random.nextInt(MOST_ACKNOWLEDGED);
        try (ChildJvm child =
                ChildJvm.start(
                        LoadMain.class,
                        lane.directory(),
                        round,
                        THREADS,
                        lane.sync(),
                        STORE_BYTES,
                        INDEX_BYTES)) {
            child.await("OPENING");
            for (int i = 0; i < enough; i++) {
                promises.note(child.hear());
            }
            child.kill();
            // What it had told before it died was acknowledged, too.
            for (String line = child.hear(); !line.isEmpty(); line = child.hear()) {
                promises.note(line);
            }
        }
    }

    private static SegmentedLogConfig config(Lane lane) {
        return SegmentedLogConfig.defaults()
                .withSync(lane.sync())
                .withSegments(STORE_BYTES, INDEX_BYTES);
    }
}
