package proglog.checks.broken.discovery;

import io.atomix.utils.net.Address;

/// Names what only the protocol's own classes may name.
public record Finder(Address address) {}
