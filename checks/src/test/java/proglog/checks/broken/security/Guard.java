package proglog.checks.broken.security;

import proglog.checks.broken.discovery.Finder;
import proglog.checks.broken.examples.one.Leaf;

/// What a later chapter adds; it knows an example, and a chapter after it.
public record Guard(String name, Leaf leaf, Finder finder) {}
