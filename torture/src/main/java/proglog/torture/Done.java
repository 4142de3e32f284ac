package proglog.torture;

/// A fault that is over. Immutable. Times are nanoseconds since the run began.
///
/// @param fault which
/// @param start when it began
/// @param end when everything was well again
record Done(Fault fault, long start, long end) {}
