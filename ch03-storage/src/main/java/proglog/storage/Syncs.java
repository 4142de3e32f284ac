package proglog.storage;

import java.io.IOException;

/// Puts on the disk what was written; after a sync that failed nothing is written any more, since
/// nobody knows what is there. For many threads.
final class Syncs {

    private final Segments segments;
    private final WriteGate gate;
    private final StorageListener listener;

    Syncs(Segments segments, WriteGate gate, StorageListener listener) {
        this.segments = segments;
        this.gate = gate;
        this.listener = listener;
    }

    /// Returns when all that was written to `segment` is on the disk.
    void sync(Segment segment) throws IOException {
        if (segment.store().synced() == segment.store().size()) {
            return;
        }
        try {
            force(segment.store());
        } catch (IOException e) {
            shut(e);
            throw e;
        }
    }

    /// Syncs what was written last, while appends go on; nothing when the log cannot be written to.
    void syncBeside() {
        if (!gate.isOpen()) {
            return;
        }
        Segment segment = segments.active();
        try {
            force(segment.store());
        } catch (IOException e) {
            if (segments.all().contains(segment)) { // else it was closed because it was taken away
                shut(e);
            }
        }
    }

    private void force(Store store) throws IOException {
        long begun = System.nanoTime();
        long bytes = store.force();
        if (bytes > 0) { // else it had nothing to do, and was quick
            listener.synced(bytes, System.nanoTime() - begun);
        }
    }

    /// Takes note of a sync that failed.
    void shut(IOException failedSync) {
        gate.shut(
                "a sync failed (%s): open the log again to see what is on the disk"
                        .formatted(failedSync.getMessage()));
    }
}
