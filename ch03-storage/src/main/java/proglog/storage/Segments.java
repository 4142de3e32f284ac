package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.Task;

/// The segments of a log, lowest base first; never empty, the last one is written to.
///
/// One thread at a time changes the list, by putting a new immutable one in its place; any number
/// read it.
final class Segments {

    private static final int COPY_BYTES = 1024 * 1024;

    private volatile List<Segment> list; // written by the writer
    private final Deque<Segment> leaving = new ArrayDeque<>(); // by the writer only

    Segments(List<Segment> segments) {
        this.list = List.copyOf(segments);
    }

    List<Segment> all() {
        return list;
    }

    Segment active() {
        return list.getLast();
    }

    /// The offsets all segments together hold, as far as they are published.
    OffsetRange offsets() {
        return offsets(list);
    }

    private static OffsetRange offsets(List<Segment> now) {
        return new OffsetRange(now.getFirst().base(), now.getLast().next());
    }

    /// The segment that holds `offset`, or would; the first one for anything below it.
    Segment holding(long offset) {
        return holding(offset, list);
    }

    @Task("3.5")
    private static Segment holding(long offset, List<Segment> now) {
        int low = 1;
        int high = now.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (now.get(middle).base() <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return now.get(high);
    }

    /// Adds a segment that is written to from now on.
    void add(Segment segment) {
        list = Stream.concat(list.stream(), Stream.of(segment)).toList();
    }

    /// Keeps the first `count` segments and deletes the others, the last one first.
    void keepFirst(int count) throws IOException {
        List<Segment> all = list;
        list = List.copyOf(all.subList(0, count));
        leaving.addAll(all.subList(count, all.size()).reversed());
        removeLeaving();
    }

    /// Puts `first` in the place of all others and deletes these; one of the same base has lost its
    /// files to it.
    void startOver(Segment first) throws IOException {
        List<Segment> all = list;
        list = List.of(first);
        all.stream().filter(old -> old.base() != first.base()).forEach(leaving::add);
        for (Segment old : all) {
            if (old.base() == first.base()) {
                old.close();
            }
        }
        removeLeaving();
    }

    /// Puts `segment` in the place of the last one.
    void replaceLast(Segment segment) {
        List<Segment> now = list;
        list = Stream.concat(now.subList(0, now.size() - 1).stream(), Stream.of(segment)).toList();
    }

    /// Takes the first segment out and deletes it.
    void removeFirst() throws IOException {
        leaving.add(list.getFirst());
        list = list.subList(1, list.size()).stream().toList();
        removeLeaving();
    }

    /// Deletes the segments that could not be deleted when they were taken out. They go in order,
    /// since a log with a gap would be taken for a damaged one.
    void removeLeaving() throws IOException {
        while (!leaving.isEmpty()) {
            leaving.getFirst().remove();
            leaving.removeFirst();
        }
    }

    /// How many bytes all stores together have.
    long bytes() {
        return list.stream().mapToLong(Segment::readable).sum();
    }

    /// What is read from one segment.
    @FunctionalInterface
    interface Reading<T> {
        T from(Segment segment) throws IOException;
    }

    /// Reads from the segment that holds `offset`; once more when it was taken away meanwhile.
    <T> T read(long offset, Reading<T> reading) {
        while (true) {
            List<Segment> now = list; // one look: retention may put another in its place
            OffsetRange range = offsets(now);
            if (!range.contains(offset)) {
                throw new OffsetOutOfRangeException(offset, range);
            }
            Segment segment = holding(offset, now);
            try {
                return reading.from(segment);
            } catch (IOException | IllegalStateException | InternalError e) {
                // The second comes when a file was unmapped, the third when the disk cannot read a
                // mapped one.
                if (holding(offset) == segment && offsets().contains(offset)) {
                    throw new LogUnavailableException(
                            "offset %d could not be read from %s: %s"
                                    .formatted(offset, segment.store().path(), e),
                            e);
                }
            }
        }
    }

    /// The offset of the first record appended at `time` or later; the next offset when there is
    /// none.
    long offsetAt(Instant time) {
        for (Segment segment : list) {
            if (!segment.isEmpty()) {
                long last = segment.next() - 1;
                try {
                    long found = read(last, holder -> holder.offsetAt(time));
                    if (found <= last) {
                        return found;
                    }
                } catch (OffsetOutOfRangeException _) {
                    // the segment was taken away meanwhile: a later one may hold it
                }
            }
        }
        return offsets().next();
    }

    /// Copies the readable bytes of all stores, one after the other.
    void copyTo(WritableByteChannel target) throws IOException {
        for (Segment segment : list) {
            long end = segment.readable();
            for (long at = 0; at < end; at += COPY_BYTES) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(segment.store().read(at, Math.min(end, at + COPY_BYTES)));
                while (bytes.hasRemaining()) {
                    target.write(bytes);
                }
            }
        }
    }

    /// Closes all of them, and fails if one of them did.
    void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (Segment segment : Stream.concat(list.stream(), leaving.stream()).toList()) {
            try {
                segment.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
