package proglog;

/// Appends batches in the order in which they are begun; several may be under way. For one thread
/// that begins and one that awaits.
///
/// When one fails, none that was begun after it is appended: there are never holes in what a
/// producer sent. What was begun must be awaited.
public interface Appender {

    /// Begins to append `batch`.
    ///
    /// A batch that the log takes from nobody fails here, by [IllegalArgumentException], and is as
    /// if it had not been begun.
    Begun begin(Batch batch, Deadline deadline);

    /// A batch that is under way.
    interface Begun {

        /// Waits until the batch is appended and returns its offsets, or fails as
        /// [CommitLog#append] does. To be called once for each batch, in the order in which they
        /// were begun.
        OffsetRange await();
    }
}
