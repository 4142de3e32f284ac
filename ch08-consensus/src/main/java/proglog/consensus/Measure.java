package proglog.consensus;

/// What a command adds to a log of records. Immutable.
///
/// @param records how many records it holds
/// @param timeNanos when they were appended, in nanoseconds since 1970; 0 when it holds none
public record Measure(int records, long timeNanos) {

    /// Of a command that adds no records.
    public static final Measure NOTHING = new Measure(0, 0);
}
