package proglog.storage;

/// When what was appended must be on the disk.
///
/// Whatever the policy, a segment is on the disk before the next one begins.
public enum SyncPolicy {
    /// Before the append returns; callers that wait at the same time share one sync.
    EVERY_APPEND,
    /// At the latest when the interval of the configuration has passed; a power cut loses what came
    /// after the last sync.
    INTERVAL,
    /// When the segment is full or the log is closed; a power cut may lose a segment's worth.
    ROLL
}
