package proglog.checks.broken.http;

import proglog.checks.broken.storage.Files;

/// An edge that knows a particular log.
public record Server(Files files) {}
