package proglog.torture;

/// A promise that was broken. Immutable.
///
/// @param promise which
/// @param evidence how one knows
record Violation(String promise, String evidence) {}
