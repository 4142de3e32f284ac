package proglog.storage;

import java.io.IOException;

/// Puts on the disk what was written; after a sync that failed nothing is written any more, since
/// nobody knows what is there. For many threads.
final class Syncs {

    private final Segments segments;
    private final WriteGate gate;

    Syncs(Segments segments, WriteGate gate) {
        this.segments = segments;
        this.gate = gate;
    }

    /// Returns when all that was written to `segment` is on the disk.
    void sync(Segment segment) throws IOException {
        if (segment.store().synced() == segment.store().size()) {
            return;
        }
        try {
            segment.store().force();
        } catch (IOException e) {
            shut(e);
            throw e;
        }
    }

    /// Syncs what was written last, while appends go on.
    void syncBeside() {
        Segment segment = segments.active();
        try {
            segment.store().force();
        } catch (IOException e) {
            if (segments.all().contains(segment)) { // else it was closed because it was taken away
                shut(e);
            }
        }
    }

    /// Takes note of a sync that failed.
    void shut(IOException failedSync) {
        gate.shut(
                "a sync failed (%s): open the log again to see what is on the disk"
                        .formatted(failedSync.getMessage()));
    }
}
