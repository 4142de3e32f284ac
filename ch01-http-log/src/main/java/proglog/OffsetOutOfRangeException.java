package proglog;

/// There is no record at this offset: ask for one in the range.
public final class OffsetOutOfRangeException extends CommitLogException {

    private static final long serialVersionUID = 1;

    private final long offset;
    private final long first;
    private final long next;

    /// `offset` was asked for, `range` is there.
    public OffsetOutOfRangeException(long offset, OffsetRange range) {
        super("offset " + offset + " is outside " + range);
        this.offset = offset;
        this.first = range.first();
        this.next = range.next();
    }

    /// What was asked for.
    public long offset() {
        return offset;
    }

    /// What was there.
    public OffsetRange range() {
        return new OffsetRange(first, next);
    }
}
