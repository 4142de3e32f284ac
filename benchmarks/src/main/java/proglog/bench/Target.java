package proglog.bench;

/// What a figure must reach.
///
/// @param relation whether the figure must be at least or at most the bound
/// @param bound in the figure's unit
record Target(Relation relation, double bound) {

    enum Relation {
        AT_LEAST,
        AT_MOST
    }

    static Target atLeast(double bound) {
        return new Target(Relation.AT_LEAST, bound);
    }

    static Target atMost(double bound) {
        return new Target(Relation.AT_MOST, bound);
    }

    boolean isMetBy(double value) {
        return switch (relation) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    @Override
    public String toString() {
        return (relation == Relation.AT_LEAST ? "≥ " : "≤ ") + Numbers.show(bound);
    }
}
