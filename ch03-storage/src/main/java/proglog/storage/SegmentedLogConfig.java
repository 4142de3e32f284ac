package proglog.storage;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// The settings of a [SegmentedLog]. Immutable.
///
/// @param maxStoreBytes a segment is full when its store has this many bytes or more
/// @param maxIndexBytes a segment is full when its index has no room left; at least one entry (12
///   bytes)
/// @param maxValueBytes the largest value that is taken, at most 1 GiB
/// @param firstOffset the offset of the first record of a log that is created
/// @param sync when appends must be on the disk
/// @param syncInterval how long an append may stay unsynced under [SyncPolicy#INTERVAL]
/// @param retainBytes old segments go while the log has more bytes than this
/// @param retainAge old segments go when their last record is older than this
public record SegmentedLogConfig(
        long maxStoreBytes,
        int maxIndexBytes,
        int maxValueBytes,
        long firstOffset,
        SyncPolicy sync,
        Duration syncInterval,
        long retainBytes,
        Duration retainAge) {

    private static final int MIB = 1024 * 1024;

    /// How long it takes until age is no reason to forget.
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /// Refuses what makes no sense.
    public SegmentedLogConfig {
        require(maxStoreBytes > 0, "maxStoreBytes", maxStoreBytes, "more than 0");
        require(
                maxIndexBytes >= Index.ENTRY_BYTES,
                "maxIndexBytes",
                maxIndexBytes,
                "at least 12, one entry");
        require(
                maxValueBytes >= 0 && maxValueBytes <= 1024 * MIB,
                "maxValueBytes",
                maxValueBytes,
                "from 0 to 1 GiB");
        require(firstOffset >= 0, "firstOffset", firstOffset, "0 or more");
        require(syncInterval.isPositive(), "syncInterval", syncInterval, "more than 0");
        require(retainBytes >= 0, "retainBytes", retainBytes, "0 or more");
        require(!retainAge.isNegative(), "retainAge", retainAge, "0 or more");
    }

    /// 64 MiB segments, values up to 16 MiB, every append synced, nothing ever forgotten.
    public static SegmentedLogConfig defaults() {
        return new SegmentedLogConfig(
                64 * MIB,
                10 * MIB,
                16 * MIB,
                0,
                SyncPolicy.EVERY_APPEND,
                Duration.ofMillis(100),
                Long.MAX_VALUE,
                FOREVER);
    }

    /// These settings with segments of this size.
    public SegmentedLogConfig withSegments(long maxStoreBytes, int maxIndexBytes) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                sync,
                syncInterval,
                retainBytes,
                retainAge);
    }

    /// These settings with this limit on a value.
    public SegmentedLogConfig withMaxValueBytes(int maxValueBytes) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                sync,
                syncInterval,
                retainBytes,
                retainAge);
    }

    /// These settings with this first offset.
    public SegmentedLogConfig withFirstOffset(long firstOffset) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                sync,
                syncInterval,
                retainBytes,
                retainAge);
    }

    /// These settings with this sync policy.
    public SegmentedLogConfig withSync(SyncPolicy sync) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                sync,
                syncInterval,
                retainBytes,
                retainAge);
    }

    /// These settings, synced at this interval.
    public SegmentedLogConfig withSyncInterval(Duration syncInterval) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                SyncPolicy.INTERVAL,
                syncInterval,
                retainBytes,
                retainAge);
    }

    /// These settings with these limits on what is kept.
    public SegmentedLogConfig withRetention(long retainBytes, Duration retainAge) {
        return new SegmentedLogConfig(
                maxStoreBytes,
                maxIndexBytes,
                maxValueBytes,
                firstOffset,
                sync,
                syncInterval,
                retainBytes,
                retainAge);
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s, must be %s".formatted(name, found, expected));
        }
    }
}
