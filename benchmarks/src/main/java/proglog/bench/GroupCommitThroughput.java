package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import proglog.Bytes;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Many threads append one record each, synced, against one thread that writes and syncs as many
/// bytes at once as a group had. For one thread only.
final class GroupCommitThroughput implements Measurement {

    private static final int THREADS = 64;

    private final String kind;
    private final Thread.Builder builder;
    private final List<Groups> seen = new ArrayList<>();

    private GroupCommitThroughput(String kind, Thread.Builder builder) {
        this.kind = kind;
        this.builder = builder;
    }

    static GroupCommitThroughput platform() {
        return new GroupCommitThroughput("platform", Thread.ofPlatform());
    }

    static GroupCommitThroughput virtual() {
        return new GroupCommitThroughput("virtual", Thread.ofVirtual());
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Rounds rounds =
                Rounds.alternate(scale, () -> ours(scratch, scale), () -> raw(scratch, scale));
        seen.removeFirst(); // the warm-up
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("recordsPerSecond", rounds.medianOurs());
        details.put("rawRecordsPerSecond", rounds.medianRaw());
        details.put("recordsPerSync", Rounds.median(seen, Groups::recordsPerGroup));
        details.put("bytesPerSync", Rounds.median(seen, Groups::bytesPerGroup));
        return List.of(
                Figure.of(
                        "group-commit-" + kind,
                        "64 %s threads, each appending one synced 100-byte record: over raw writes and syncs of as many bytes at once"
                                .formatted(kind),
                        "ratio",
                        rounds.ratios(),
                        Target.atLeast(0.70),
                        details));
    }

    private double ours(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = scratch.next();
        try (SegmentedLog log = Workload.open(directory, scale, SyncPolicy.EVERY_APPEND)) {
            LongAdder records = new LongAdder();
            CountDownLatch go = new CountDownLatch(1);
            long[] start = new long[1];
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(
                        builder.start(() -> {
                            await(go);
                            records.add(appendFor(log, start[0], scale.syncTime().toNanos()));
                        }));
            }
            start[0] = System.nanoTime();
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            double rate = records.sum() / RawFiles.seconds(start[0]);
            seen.add(Groups.of(RawFiles.stores(directory)));
            return rate;
        } finally {
            Scratch.delete(directory);
        }
    }

    private static long appendFor(SegmentedLog log, long start, long nanos) {
        Bytes value = Bytes.wrap(Workload.noise(Workload.RECORD_BYTES));
        long count = 0;
        while (System.nanoTime() - start < nanos) {
            log.append(value);
            count++;
        }
        return count;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a measurement", e);
        }
    }

    private double raw(Scratch scratch, Scale scale) throws IOException {
        Groups latest = seen.getLast();
        Path directory = scratch.next();
        try {
            return latest.recordsPerGroup()
                    * RawFiles.writeAndForce(
                            directory, (int) latest.bytesPerGroup(), scale.syncTime());
        } finally {
            Scratch.delete(directory);
        }
    }
}
