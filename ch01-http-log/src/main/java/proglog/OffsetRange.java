package proglog;

/// The offsets from `first` up to, but not including, `next`: empty when they are equal.
///
/// @param first the lowest offset, 0 or more
/// @param next one past the highest offset; never below `first`
public record OffsetRange(long first, long next) {

    /// Refuses a negative or a backward range.
    public OffsetRange {
        if (first < 0 || next < first) {
            throw new IllegalArgumentException(
                    "[%d, %d) is not a range of offsets".formatted(first, next));
        }
    }

    /// Whether `offset` is one of these.
    public boolean contains(long offset) {
        return first <= offset && offset < next;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return first == next;
    }

    /// How many there are.
    public long size() {
        return next - first;
    }

    @Override
    public String toString() {
        return "[" + first + ", " + next + ")";
    }
}
