package proglog.loadbalance;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.LoadBalancer.SubchannelPicker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.Task;

/// Picks a connection for a call: the leader's, or that of the follower whose turn it is. Knows
/// connections that can be used only; a call for which there is none waits for the next picker.
///
/// Immutable but for the turn, which all pickers of a balancer share; for many threads.
final class RolePicker extends SubchannelPicker {

    private final Optional<Subchannel> leader;
    private final List<Subchannel> followers;
    private final AtomicInteger turn;

    /// @param leader the leader, when it is known and connected
    /// @param followers the others that are connected
    /// @param turn counts what was picked
    RolePicker(Optional<Subchannel> leader, List<Subchannel> followers, AtomicInteger turn) {
        this.leader = leader;
        this.followers = List.copyOf(followers);
        this.turn = turn;
    }

    @Override
    @Task("9.3")
    public PickResult pickSubchannel(PickSubchannelArgs call) {
        Optional<Subchannel> picked =
                switch (Destination.of(call.getMethodDescriptor().getFullMethodName())) {
                    case LEADER -> leader;
                    case FOLLOWER -> nextFollower().or(() -> leader);
                    case ANYONE -> leader.or(this::nextFollower);
                };
        return picked.map(PickResult::withSubchannel).orElseGet(PickResult::withNoResult);
    }

    private Optional<Subchannel> nextFollower() {
        return followers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        followers.get(Math.floorMod(turn.getAndIncrement(), followers.size())));
    }
}
