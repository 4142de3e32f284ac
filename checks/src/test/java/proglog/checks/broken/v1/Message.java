package proglog.checks.broken.v1;

/// What only an edge should see.
public record Message(String text) {}
