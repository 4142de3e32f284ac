package proglog.loadbalance;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.CreateSubchannelArgs;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.ManagedChannel;
import io.grpc.SynchronizationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a balancer gets from its channel, and what it showed of itself last.
final class FakeHelper extends LoadBalancer.Helper implements AutoCloseable {

    private final SynchronizationContext context =
            new SynchronizationContext((_, failure) -> {
                throw new AssertionError(failure);
            });
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final List<FakeSubchannel> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile @Nullable SubchannelPicker picker; // by the balancer
    private volatile ConnectivityState state = ConnectivityState.IDLE; // by the balancer

    /// Does it as the channel would.
    void run(Runnable step) {
        context.execute(step);
    }

    /// The connection to the server at `address` that was made last.
    FakeSubchannel at(String address) {
        return made.stream()
                .filter(one -> one.toString().equals(address))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// How many connections there ever were.
    int made() {
        return made.size();
    }

    int refreshes() {
        return refreshes.get();
    }

    ConnectivityState state() {
        return state;
    }

    /// What the last picker says to `call`.
    PickResult pick(Call call) {
        return Objects.requireNonNull(picker).pickSubchannel(call);
    }

    /// The addresses of the servers that the next calls go to.
    List<String> picked(Call call, int times) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(String.valueOf(pick(call).getSubchannel()));
        }
        return all;
    }

    @Override
    public Subchannel createSubchannel(CreateSubchannelArgs args) {
        FakeSubchannel one =
                new FakeSubchannel(
                        Roles.address(args.getAddresses().getFirst()), args.getAddresses());
        made.add(one);
        return one;
    }

    @Override
    public void updateBalancingState(ConnectivityState now, SubchannelPicker next) {
        state = now;
        picker = next;
    }

    @Override
    public void refreshNameResolution() {
        refreshes.incrementAndGet();
    }

    @Override
    public SynchronizationContext getSynchronizationContext() {
        return context;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return timer;
    }

    @Override
    public ManagedChannel createOobChannel(EquivalentAddressGroup group, String authority) {
        throw new UnsupportedOperationException(authority);
    }

    @Override
    public String getAuthority() {
        return "a:1";
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
