package proglog.loadbalance;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import proglog.Task;

/// Keeps a connection to each server of the cluster, and shows gRPC a new [RolePicker] whenever one
/// of them, or who leads, has changed. gRPC calls it in its synchronization context only.
final class RoleBalancer extends LoadBalancer {

    private final Helper helper;
    private final RandomGenerator random;
    private final AtomicInteger turn;
    private final Map<String, ServerConnection> connections = new LinkedHashMap<>(); // by address
    private Optional<String> leader = Optional.empty(); // its address

    RoleBalancer(Helper helper, RandomGenerator random) {
        this.helper = helper;
        this.random = random;
        this.turn = new AtomicInteger(random.nextInt()); // not everybody begins with the same one
    }

    @Override
    @Task("9.4")
    public Status acceptResolvedAddresses(ResolvedAddresses resolved) {
        Map<String, EquivalentAddressGroup> servers = new LinkedHashMap<>();
        resolved.getAddresses().forEach(server -> servers.put(Roles.address(server), server));
        leader =
                resolved.getAddresses().stream()
                        .filter(Roles::leads)
                        .map(Roles::address)
                        .findFirst();
        List<String> gone =
                connections.keySet().stream().filter(one -> !servers.containsKey(one)).toList();
        gone.stream().map(connections::remove).forEach(ServerConnection::close);
        servers.forEach(
                (address, server) -> connections.computeIfAbsent(address, _ -> open(server)));
        leading().ifPresent(ServerConnection::hurry);
        show();
        return Status.OK;
    }

    private ServerConnection open(EquivalentAddressGroup server) {
        return ServerConnection.open(helper, server, this::show, random);
    }

    private Optional<ServerConnection> leading() {
        return leader.map(connections::get);
    }

    private void show() {
        Optional<ServerConnection> leading = leading();
        List<Subchannel> followers =
                connections.values().stream()
                        .filter(one -> leading.isEmpty() || one != leading.get())
                        .filter(ServerConnection::isReady)
                        .map(ServerConnection::subchannel)
                        .toList();
        Optional<Subchannel> connected =
                leading.filter(ServerConnection::isReady).map(ServerConnection::subchannel);
        helper.updateBalancingState(state(), new RolePicker(connected, followers, turn));
    }

    // As good as the best of them.
    private ConnectivityState state() {
        return Stream.of(ConnectivityState.READY, ConnectivityState.CONNECTING)
                .filter(state ->
                        connections.values().stream().anyMatch(one -> one.state() == state))
                .findFirst()
                .orElse(ConnectivityState.TRANSIENT_FAILURE);
    }

    /// Matters only as long as no server is known: then calls that do not want to wait fail so.
    @Override
    public void handleNameResolutionError(Status failure) {
        if (connections.isEmpty()) {
            helper.updateBalancingState(
                    ConnectivityState.TRANSIENT_FAILURE,
                    new FixedResultPicker(PickResult.withError(failure)));
        }
    }

    @Override
    public void shutdown() {
        connections.values().forEach(ServerConnection::close);
        connections.clear();
    }
}
