package proglog.discovery;

/// What becomes of somebody who introduced itself.
sealed interface Verdict {

    /// We talk.
    record Welcome() implements Verdict {}

    /// It is this node: an address led back to where it came from.
    record Itself() implements Verdict {}

    /// We do not talk, and why.
    record Refused(String reason) implements Verdict {}
}
