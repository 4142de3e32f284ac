package proglog.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Opens a log, says how long that took and how much heap is used, and waits to be killed.
final class LogProcessMain {

    private LogProcessMain() {}

    /// What was measured.
    ///
    /// @param openNanos how long opening the log took
    /// @param heapBytes used after a full collection, the log open and read in every segment
    /// @param segments in the log
    /// @param storeBytes of all segments
    record Answer(long openNanos, long heapBytes, int segments, long storeBytes) {

        static Answer parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Answer(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]));
        }

        String line() {
            return "%d %d %d %d".formatted(openNanos, heapBytes, segments, storeBytes);
        }
    }

    /// Arguments: the directory, the size of a segment, and how many bytes its stores get.
    public static void main(String[] args) throws IOException {
        Logging.toStandardError();
        Path directory = Path.of(args[0]);
        long segmentBytes = Long.parseLong(args[1]);
        long fillBytes = Long.parseLong(args[2]);
        long start = System.nanoTime();
        SegmentedLog log = Workload.open(directory, segmentBytes, SyncPolicy.ROLL);
        long openNanos = System.nanoTime() - start;
        while (storeBytes(log) < fillBytes) {
            Workload.fill(log, 1);
        }
        for (SegmentInfo segment : log.segments()) {
            OffsetRange offsets = segment.offsets();
            if (!offsets.isEmpty()) {
                log.read(offsets.next() - 1);
            }
        }
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println(
                new Answer(openNanos, heap, log.segments().size(), storeBytes(log)).line());
        int read = System.in.read(); // until killed, or until the parent is gone
        Runtime.getRuntime().halt(read);
    }

    private static long storeBytes(SegmentedLog log) {
        return log.segments().stream().mapToLong(SegmentInfo::bytes).sum();
    }
}
