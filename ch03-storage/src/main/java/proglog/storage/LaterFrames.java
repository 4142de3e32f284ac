package proglog.storage;

import java.io.IOException;
import proglog.CorruptLogException;
import proglog.Task;

/// Tells a torn write from corruption: looks behind a damaged place for frames that know better.
///
/// Every frame says how much of its file had been synced before it was written. If an intact frame
/// behind the damage says that the damaged place had been, the damage came later: corruption. If
/// none does, the damage lies in what was never acknowledged, even where later pages reached the
/// disk and earlier ones did not. One case cannot be told apart: damage to the last batch of a log
/// that was not closed, because nobody came after it to testify.
final class LaterFrames {

    private static final int WINDOW_BYTES = 1024 * 1024;

    private final Store store;
    private final long damaged; // position
    private final long offset; // of the frame that should be there
    private final Checksum checksum;

    private LaterFrames(Store store, long damaged, long offset) {
        this.store = store;
        this.damaged = damaged;
        this.offset = offset;
        this.checksum = new Checksum(store.header().logId());
    }

    /// Returns when `damage`, found where the frame of `offset` should be, may be a torn write;
    /// fails when it is corruption.
    @Task("3.6")
    static void requireNeverSynced(Store store, DamagedFrameException damage, long offset)
            throws IOException {
        long witness = witness(store, damage.position(), offset);
        if (witness >= 0) {
            throw new CorruptLogException(
                    "%s, %s; it had been synced, as the frame at position %d says"
                            .formatted(store.path(), damage.getMessage(), witness),
                    damage);
        }
    }

    /// The position of an intact frame that was written after the place `damaged`, where the frame
    /// of `offset` should be, had been synced; -1 when there is none.
    static long witness(Store store, long damaged, long offset) throws IOException {
        return new LaterFrames(store, damaged, offset).find(damaged);
    }

    /// The position of the next intact frame behind the place `damaged`, where the frame of
    /// `offset` should be; -1 when there is none.
    static long next(Store store, long damaged, long offset) throws IOException {
        return new LaterFrames(store, damaged, offset).find(-1);
    }

    /// The first intact frame before which more than `unsynced` bytes had been synced.
    private long find(long unsynced) throws IOException {
        long last = store.size() - Frame.OVERHEAD_BYTES; // where a frame could begin at most
        for (long from = damaged + 1; from <= last; from += WINDOW_BYTES) {
            long to = Math.min(from + WINDOW_BYTES + Frame.OVERHEAD_BYTES, store.size());
            byte[] window = store.read(from, to);
            for (int i = 0; i + Frame.OVERHEAD_BYTES <= window.length && i < WINDOW_BYTES; i++) {
                if (looksLikeFrame(window, i, from + i, unsynced)
                        && isIntact(from + i, Frame.length(window, i))) {
                    return from + i;
                }
            }
        }
        return -1;
    }

    private boolean looksLikeFrame(byte[] window, int at, long position, long unsynced) {
        int length = Frame.length(window, at);
        if (length < Frame.OVERHEAD_BYTES - Frame.HEADER_BYTES
                || position + Frame.HEADER_BYTES + length > store.size()) {
            return false;
        }
        long first = Frame.firstOffset(window, at);
        long synced = Frame.synced(window, at);
        return offset <= first
                && first - offset <= position - damaged
                && unsynced < synced
                && synced <= position;
    }

    private boolean isIntact(long position, int length) throws IOException {
        byte[] frame = store.read(position, position + Frame.HEADER_BYTES + length);
        return checksum.of(frame, 0) == Frame.storedChecksum(frame, 0);
    }
}
