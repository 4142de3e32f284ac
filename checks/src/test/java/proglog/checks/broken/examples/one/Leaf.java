package proglog.checks.broken.examples.one;

/// An example.
public record Leaf(String name) {}
