package proglog;

import java.time.Instant;

/// A value, the offset the log gave it, and when.
///
/// @param offset its place in the log, from 0
/// @param appendedAt when the log took it; never earlier than the record before it
/// @param value what was appended; may be empty
public record LogRecord(long offset, Instant appendedAt, Bytes value) {}
