package proglog.examples.onevalue;

/// All that the database holds. Immutable.
///
/// @param value what was set
/// @param generation how many sets led to it, as far as the node knew that did the last one
record OneValue(long value, long generation) {

    /// What a node holds before it has heard of anything else.
    static final OneValue INITIAL = new OneValue(42, 0);

    /// Refuses a generation that no set leads to.
    OneValue {
        if (generation < 0) {
            throw new IllegalArgumentException(
                    "generation is %d, must be 0 or more".formatted(generation));
        }
    }

    /// What a set of `value` makes of this.
    OneValue followedBy(long value) {
        if (generation == Long.MAX_VALUE) {
            throw new IllegalStateException("generation %d is the last".formatted(generation));
        }
        return new OneValue(value, generation + 1);
    }

    /// `other` if its generation is strictly higher, else this: of two values of the same
    /// generation a node keeps the one it has.
    OneValue newer(OneValue other) {
        return other.generation > generation ? other : this;
    }
}
