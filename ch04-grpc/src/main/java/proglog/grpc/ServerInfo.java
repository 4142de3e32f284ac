package proglog.grpc;

/// One server of a cluster, as `GetServers` tells it.
///
/// @param id its name
/// @param rpcAddress where it serves the log: host:port
/// @param isLeader whether it takes appends
public record ServerInfo(String id, String rpcAddress, boolean isLeader) {}
