package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.SynchronizationContext.ScheduledHandle;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.WatchServersRequest;
import proglog.grpc.Reasons;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;

/// Has one server say who is in the cluster, as long as it is open: by its stream, or by asking
/// every second one that knows no stream. What fails is tried again. For the resolver's
/// synchronization context only.
final class ServerWatch {

    private static final Logger logger = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1); // for those without a stream
    private static final long PATIENCE_SECONDS = 5;

    private final String address;
    private final ManagedChannel channel;
    private final SynchronizationContext context;
    private final ScheduledExecutorService timer;
    private final Listener listener;
    private final Backoff backoff;
    private Optional<ScheduledHandle> next = Optional.empty(); // when none is under way
    private boolean isMissing; // and that was logged
    private boolean isClosed;

    /// Who is told, in the synchronization context.
    interface Listener {

        /// The server at `address` says so now.
        void heard(String address, ClusterView view);

        /// It says nothing any more, or still nothing.
        void lost(String address, Status reason);
    }

    private ServerWatch(
            String address,
            ManagedChannel channel,
            NameResolver.Args args,
            Listener listener,
            Backoff backoff) {
        this.address = address;
        this.channel = channel;
        this.context = args.getSynchronizationContext();
        this.timer = args.getScheduledExecutorService();
        this.listener = listener;
        this.backoff = backoff;
    }

    /// Begins to ask the server at `address`.
    static ServerWatch start(
            String address,
            ChannelCredentials credentials,
            NameResolver.Args args,
            RandomGenerator random,
            Listener listener) {
        ManagedChannel channel =
                BalancedChannel.builder(address, credentials).directExecutor().build();
        ServerWatch watch = new ServerWatch(address, channel, args, listener, new Backoff(random));
        watch.ask();
        return watch;
    }

    /// Asks now, if it was about to.
    void hurry() {
        if (next.isPresent()) {
            next.get().cancel();
            next = Optional.empty();
            ask();
        }
    }

    private void ask() {
        channel.resetConnectBackoff(); // ours is enough
        // The channel's first caller is who starts this, and its end, or deadline, is not ours.
        Context.ROOT.run(() ->
                ClusterGrpc.newStub(channel)
                        .watchServers(
                                WatchServersRequest.getDefaultInstance(),
                                answers(
                                        said -> heard(ClusterView.of(said)),
                                        this::ended,
                                        this::ended)));
    }

    private void ended(Status how) {
        if (how.getCode() == Status.Code.UNIMPLEMENTED) {
            look();
        } else {
            fail(how);
        }
    }

    // Of a server that is older than this chapter.
    private void look() {
        Context.ROOT.run(() ->
                LogGrpc.newStub(channel)
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .getServers(
                                GetServersRequest.getDefaultInstance(),
                                answers(
                                        said -> heard(ClusterView.of(said)),
                                        _ -> later(this::look, PERIOD.toNanos()),
                                        this::fail)));
    }

    private <A> StreamObserver<A> answers(
            Consumer<A> heard, Consumer<Status> completed, Consumer<Status> failed) {
        return new StreamObserver<>() {
            @Override
            public void onNext(A answer) {
                inContext(() -> heard.accept(answer));
            }

            @Override
            public void onError(Throwable failure) {
                inContext(() -> failed.accept(Status.fromThrowable(failure)));
            }

            @Override
            public void onCompleted() {
                inContext(() ->
                        completed.accept(
                                Status.UNAVAILABLE.withDescription("the server ended the stream")));
            }
        };
    }

    private void inContext(Runnable step) {
        context.execute(() -> {
            if (!isClosed) {
                step.run();
            }
        });
    }

    private void heard(ClusterView view) {
        backoff.reset();
        if (isMissing) {
            isMissing = false;
            logger.info("{} says again who is in the cluster", address);
        }
        listener.heard(address, view);
    }

    private void fail(Status why) {
        if (!isMissing) {
            isMissing = true;
            logger.warn("{} does not say who is in the cluster: {}", address, Reasons.of(why));
        }
        later(this::ask, backoff.nextNanos(longestPause(why)));
        listener.lost(address, why);
    }

    // Who is refused now is refused in a second, too.
    private static Duration longestPause(Status why) {
        return switch (why.getCode()) {
            case PERMISSION_DENIED, UNAUTHENTICATED -> Duration.ofSeconds(10);
            default -> Duration.ofSeconds(1);
        };
    }

    private void later(Runnable step, long nanos) {
        next =
                Optional.of(
                        context.schedule(
                                () -> {
                                    next = Optional.empty();
                                    step.run();
                                },
                                nanos,
                                TimeUnit.NANOSECONDS,
                                timer));
    }

    /// Hangs up, and tells nothing more.
    void close() {
        isClosed = true;
        next.ifPresent(ScheduledHandle::cancel);
        channel.shutdownNow();
    }
}
