package proglog.consensus;

/// A node that has a vote. Immutable.
///
/// @param name unique in the cluster, and kept over restarts
/// @param raftAddress where nodes call it: host:port
/// @param rpcAddress where clients call it: host:port
public record ClusterNode(String name, String raftAddress, String rpcAddress) {}
