package proglog.storage;

import java.io.IOException;
import proglog.Task;

/// Reads a store frame by frame, many to a read of a file, one to a read of memory. For one thread
/// only.
///
/// Each frame is checked before it is given away. The frames share the array they were read into;
/// an array that was given away is never written again.
final class FrameReader {

    private static final byte[] NOTHING = {};

    private final Store store;
    private final Checksum checksum;
    private long position;
    private byte[] chunk = NOTHING;
    private long chunkPosition;
    private long expected; // bytes of the next frame, if it is like the one before

    FrameReader(Store store, long position) {
        this(store, position, 0);
    }

    /// One whose first frame is known to have `expected` bytes.
    FrameReader(Store store, long position, long expected) {
        this.store = store;
        this.checksum = new Checksum(store.header().logId());
        this.position = position;
        this.expected = expected;
    }

    /// Holds no bytes until it reads again.
    void release() {
        chunk = NOTHING;
    }

    /// Where the next frame begins.
    long position() {
        return position;
    }

    /// Reads the frame here, which must end at or before `limit` and begin with the record
    /// `offset`.
    @Task("3.3")
    Frame next(long limit, long offset) throws IOException, DamagedFrameException {
        if (limit - position < Frame.OVERHEAD_BYTES) {
            throw new DamagedFrameException(
                    position, "a frame", (limit - position) + " bytes before the end");
        }
        int start = load(Frame.OVERHEAD_BYTES, limit); // may put another chunk in place
        int length = Frame.length(chunk, start);
        long end = position + Frame.HEADER_BYTES + length;
        if (length < Frame.OVERHEAD_BYTES - Frame.HEADER_BYTES || end > limit) {
            throw new DamagedFrameException(
                    position,
                    "a length from %d to %d"
                            .formatted(
                                    Frame.OVERHEAD_BYTES - Frame.HEADER_BYTES,
                                    limit - position - Frame.HEADER_BYTES),
                    String.valueOf(length));
        }
        int at = load((int) (end - position), limit);
        requireIntact(at, offset);
        Frame frame = new Frame(chunk, at, position);
        position = end;
        return frame;
    }

    private void requireIntact(int at, long offset) throws DamagedFrameException {
        int computed = checksum.of(chunk, at);
        int stored = Frame.storedChecksum(chunk, at);
        if (computed != stored) {
            throw new DamagedFrameException(
                    position, "checksum 0x%08x".formatted(computed), "0x%08x".formatted(stored));
        }
        long first = Frame.firstOffset(chunk, at);
        if (first != offset) {
            throw new DamagedFrameException(position, "offset " + offset, "offset " + first);
        }
    }

    /// Makes `count` bytes from the position on present, and returns where in the chunk they begin.
    private int load(int count, long limit) throws IOException {
        if (position < chunkPosition || position + count > chunkPosition + chunk.length) {
            int worth = store.worthReading();
            long ahead = worth == 0 ? 0 : Math.max(worth, expected);
            chunk =
                    store.read(
                            position,
                            position + Math.max(count, Math.min(ahead, limit - position)));
            chunkPosition = position;
        }
        expected = count;
        return (int) (position - chunkPosition);
    }
}
