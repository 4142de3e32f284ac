package proglog.checks.broken.security;

import proglog.checks.broken.examples.one.Leaf;

/// What a later chapter adds; it knows an example.
public record Guard(String name, Leaf leaf) {}
