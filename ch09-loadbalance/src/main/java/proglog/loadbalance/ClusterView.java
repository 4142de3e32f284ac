package proglog.loadbalance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import proglog.cluster.v1.WatchServersResponse;
import proglog.grpc.ServerInfo;
import proglog.v1.GetServersResponse;

/// What one server says of its cluster. Immutable.
///
/// @param term the latest reign that it has heard of; 0 when it does not say
/// @param servers who serves the log; those that it cannot say how to reach are not among them
record ClusterView(long term, List<ServerInfo> servers) {

    ClusterView {
        servers =
                servers.stream()
                        .filter(server -> HostPort.find(server.rpcAddress()).isPresent())
                        .toList();
    }

    static ClusterView of(WatchServersResponse said) {
        return new ClusterView(
                said.getTerm(),
                said.getServersList().stream()
                        .map(one ->
                                new ServerInfo(one.getId(), one.getRpcAddr(), one.getIsLeader()))
                        .toList());
    }

    static ClusterView of(GetServersResponse said) {
        return new ClusterView(
                0,
                said.getServersList().stream()
                        .map(one ->
                                new ServerInfo(one.getId(), one.getRpcAddr(), one.getIsLeader()))
                        .toList());
    }

    boolean hasLeader() {
        return servers.stream().anyMatch(ServerInfo::isLeader);
    }

    Set<String> addresses() {
        return servers.stream().map(ServerInfo::rpcAddress).collect(Collectors.toSet());
    }
}
