package proglog.checks.broken.cluster;

/// What only chapter 9 should see.
public record Servers(String text) {}
