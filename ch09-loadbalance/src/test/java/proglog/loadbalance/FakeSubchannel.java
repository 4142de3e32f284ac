package proglog.loadbalance;

import io.grpc.Attributes;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.LoadBalancer.SubchannelStateListener;
import io.grpc.Status;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A connection that comes and goes as a test says. As strict as the real one: it connects only
/// when it is asked to.
final class FakeSubchannel extends Subchannel {

    private final String name;
    private volatile List<EquivalentAddressGroup> addresses; // by the balancer
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable SubchannelStateListener listener; // set once, by start
    private volatile boolean isShutdown; // only ever becomes true

    FakeSubchannel(String name, List<EquivalentAddressGroup> addresses) {
        this.name = name;
        this.addresses = addresses;
    }

    @Override
    public void start(SubchannelStateListener listener) {
        this.listener = listener;
    }

    void become(ConnectivityState state) {
        Objects.requireNonNull(listener)
                .onSubchannelState(
                        state == ConnectivityState.TRANSIENT_FAILURE
                                ? ConnectivityStateInfo.forTransientFailure(Status.UNAVAILABLE)
                                : ConnectivityStateInfo.forNonError(state));
    }

    /// How often it was asked to connect.
    int requests() {
        return requests.get();
    }

    boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public void requestConnection() {
        requests.incrementAndGet();
    }

    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public void updateAddresses(List<EquivalentAddressGroup> found) {
        addresses = found;
    }

    @Override
    public List<EquivalentAddressGroup> getAllAddresses() {
        return addresses;
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.EMPTY;
    }

    @Override
    public String toString() {
        return name;
    }
}
