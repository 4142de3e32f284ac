package proglog.bench;

/// What a figure must reach.
///
/// @param relation whether the figure must be at least or at most the bound
/// @param bound in the figure's unit
record Target(Relation relation, double bound) {

    enum Relation {
        AT_LEAST,
        AT_MOST,
        /// Nothing was asked for: the figure is there to be known.
        ANY
    }

    static Target atLeast(double bound) {
        return new Target(Relation.AT_LEAST, bound);
    }

    static Target atMost(double bound) {
        return new Target(Relation.AT_MOST, bound);
    }

    static Target none() {
        return new Target(Relation.ANY, 0);
    }

    boolean isMetBy(double value) {
        return switch (relation) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
            case ANY -> true;
        };
    }

    @Override
    public String toString() {
        return switch (relation) {
            case AT_LEAST -> "≥ " + Numbers.show(bound);
            case AT_MOST -> "≤ " + Numbers.show(bound);
            case ANY -> "–";
        };
    }
}
