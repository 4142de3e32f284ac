package proglog.discovery;

/// How a node introduces itself: the first frame that either end of a connection sends.
///
/// @param clusterId the cluster it belongs to
/// @param name what it is called there
/// @param address where it gossips: host:port
/// @param run which run of its process this is
record Hello(String clusterId, String name, String address, String run) implements Frame {}
