package proglog.checks.broken.security;

/// What a later chapter adds.
public record Guard(String name) {}
