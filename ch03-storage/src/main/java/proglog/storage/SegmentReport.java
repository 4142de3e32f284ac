package proglog.storage;

import java.time.Instant;
import java.util.Optional;
import proglog.OffsetRange;

/// What was found in one segment. Immutable.
///
/// @param files of the segment
/// @param header of its store
/// @param offsets from its base to the end of its last complete batch
/// @param records how many of these are there and intact
/// @param frames how many frames, marks included, hold them
/// @param dataFrames how many of these hold records, and so have an entry in the index
/// @param bytes of the store
/// @param firstTime when its first record was appended
/// @param lastTime when its last record was appended
/// @param indexEntries how many entries of the index fit the store
/// @param sealed whether the index's footer says that another segment follows
/// @param endKnown whether everything up to the end could be read, so that the next base is known
record SegmentReport(
        SegmentFiles files,
        StoreHeader header,
        OffsetRange offsets,
        long records,
        long frames,
        long dataFrames,
        long bytes,
        Optional<Instant> firstTime,
        Optional<Instant> lastTime,
        int indexEntries,
        boolean sealed,
        boolean endKnown) {}
