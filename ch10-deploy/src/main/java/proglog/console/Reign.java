package proglog.console;

/// A change of who leads, as this node heard of it. Immutable.
///
/// @param at when, in milliseconds since 1970
/// @param term the latest then
/// @param leader who leads in it, or empty when nobody is known to
record Reign(long at, long term, String leader) {}
