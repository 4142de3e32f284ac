package proglog.loadbalance;

import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.CreateSubchannelArgs;
import io.grpc.LoadBalancer.Helper;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.Status;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The balancer's connection to one server. It is made, and made again when it is lost, whether
/// there are calls for it or not: who leads next is not known before. For the balancer's
/// synchronization context only.
final class ServerConnection {

    /// gRPC by itself would stay away for up to two minutes from a server that may lead by then.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Helper helper;
    private final EquivalentAddressGroup server;
    private final Subchannel subchannel;
    private final Runnable whenChanged;
    private final Backoff backoff;
    private ConnectivityState state = ConnectivityState.IDLE;
    private Optional<ScheduledHandle> retry = Optional.empty();

    private ServerConnection(
            Helper helper,
            EquivalentAddressGroup server,
            Subchannel subchannel,
            Runnable whenChanged,
            Backoff backoff) {
        this.helper = helper;
        this.server = server;
        this.subchannel = subchannel;
        this.whenChanged = whenChanged;
        this.backoff = backoff;
    }

    /// Begins to connect to `server`; runs `whenChanged` whenever that has come further, or back.
    static ServerConnection open(
            Helper helper,
            EquivalentAddressGroup server,
            Runnable whenChanged,
            RandomGenerator random) {
        Subchannel subchannel =
                helper.createSubchannel(
                        CreateSubchannelArgs.newBuilder()
                                .setAddresses(server)
                                .addOption(LoadBalancer.DISABLE_SUBCHANNEL_RECONNECT_KEY, true)
                                .build());
        ServerConnection connection =
                new ServerConnection(helper, server, subchannel, whenChanged, new Backoff(random));
        subchannel.start(connection::changed);
        connection.connect();
        return connection;
    }

    Subchannel subchannel() {
        return subchannel;
    }

    ConnectivityState state() {
        return state;
    }

    boolean isReady() {
        return state == ConnectivityState.READY;
    }

    /// Tries now instead of later.
    void hurry() {
        if (retry.isPresent()) {
            cancelRetry();
            backoff.reset();
            connect();
        }
    }

    // gRPC wants names looked up before. A name may mean another machine each time.
    private void connect() {
        HostPort place = HostPort.find(Roles.address(server)).orElseThrow();
        place.literal()
                .ifPresentOrElse(
                        address -> connect(List.of(address)),
                        () -> Thread.ofVirtual().name("look-up").start(() -> lookUp(place)));
    }

    private void lookUp(HostPort place) {
        try {
            List<SocketAddress> found = place.lookUp();
            helper.getSynchronizationContext().execute(() -> connect(found));
        } catch (UnknownHostException unknown) {
            Status failure =
                    Status.UNAVAILABLE
                            .withDescription("%s is not known".formatted(place.host()))
                            .withCause(unknown);
            helper.getSynchronizationContext()
                    .execute(() -> changed(ConnectivityStateInfo.forTransientFailure(failure)));
        }
    }

    private void connect(List<SocketAddress> found) {
        if (state != ConnectivityState.SHUTDOWN) {
            subchannel.updateAddresses(
                    List.of(new EquivalentAddressGroup(found, server.getAttributes())));
            subchannel.requestConnection();
        }
    }

    private void changed(ConnectivityStateInfo now) {
        ConnectivityState before = state;
        if (before == ConnectivityState.SHUTDOWN) {
            return;
        }
        state = now.getState();
        switch (state) {
            case READY -> backoff.reset();
            case TRANSIENT_FAILURE -> {
                retryLater();
                helper.refreshNameResolution();
            }
            case IDLE -> { // the server hung up: at once, unless it does so again and again
                if (before == ConnectivityState.READY) {
                    retryLater();
                    helper.refreshNameResolution();
                }
            }
            case CONNECTING, SHUTDOWN -> {}
        }
        whenChanged.run();
    }

    private void retryLater() {
        cancelRetry();
        retry =
                Optional.of(
                        helper.getSynchronizationContext()
                                .schedule(
                                        () -> {
                                            retry = Optional.empty();
                                            connect();
                                        },
                                        backoff.nextNanos(LONGEST_PAUSE),
                                        TimeUnit.NANOSECONDS,
                                        helper.getScheduledExecutorService()));
    }

    private void cancelRetry() {
        retry.ifPresent(ScheduledHandle::cancel);
        retry = Optional.empty();
    }

    /// Takes no more calls; those that are open go on.
    void close() {
        cancelRetry();
        state = ConnectivityState.SHUTDOWN;
        subchannel.shutdown();
    }
}
