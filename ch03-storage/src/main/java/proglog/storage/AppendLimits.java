package proglog.storage;

import proglog.Batch;
import proglog.Bytes;

/// What is too large to be appended. Immutable.
///
/// @param maxValueBytes the largest value
/// @param maxIndexBytes the size of an index, which must have room for a whole batch
record AppendLimits(int maxValueBytes, int maxIndexBytes) {

    /// Refuses a batch that is too large, and returns how many frames the others need at most.
    int requireFits(Batch batch) {
        long bytes = 0;
        for (Bytes value : batch.values()) {
            bytes += value.length();
            if (value.length() > maxValueBytes) {
                throw new IllegalArgumentException(
                        "a value of %d bytes is over the limit of %d bytes"
                                .formatted(value.length(), maxValueBytes));
            }
        }
        int frames = FrameEncoder.mostFrames(batch.size(), bytes);
        int most = maxIndexBytes / Index.ENTRY_BYTES;
        if (frames > most) {
            throw new IllegalArgumentException(
                    "a batch of up to %d frames is over the limit of %d, what an index of %d bytes holds"
                            .formatted(frames, most, maxIndexBytes));
        }
        return frames;
    }
}
