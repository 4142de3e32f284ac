package proglog.checks.broken.grpc;

import proglog.checks.broken.security.Guard;
import proglog.checks.broken.storage.Files;

/// An edge that knows who guards it, and which log it serves.
public record Caller(Guard guard, Files files) {}
