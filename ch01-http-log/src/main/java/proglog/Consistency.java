package proglog;

/// How fresh the answer to a read must be.
///
/// A log that exists only once is always fresh; the difference shows when it is replicated.
public sealed interface Consistency {

    /// Whatever the log that was asked holds; a replica may be behind.
    Consistency LOCAL = new Local();

    /// At least as fresh as every append that was acknowledged before the read was asked.
    Consistency LINEARIZABLE = new Linearizable();

    /// From a log that holds the record at `offset`; waits until it does.
    static Consistency atLeast(long offset) {
        return new AtLeast(offset);
    }

    /// See [Consistency#LOCAL].
    record Local() implements Consistency {}

    /// See [Consistency#LINEARIZABLE].
    record Linearizable() implements Consistency {}

    /// See [Consistency#atLeast].
    ///
    /// @param offset what must be readable before the answer is given
    record AtLeast(long offset) implements Consistency {}
}
