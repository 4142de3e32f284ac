package proglog.agent;

/// What a setting is, and who says so. Immutable.
///
/// @param text its value
/// @param origin where it comes from, such as `--rpc-port`, `PROGLOG_RPC_PORT`, `node.yaml line 3`
///   or `default`
public record Given(String text, String origin) {}
