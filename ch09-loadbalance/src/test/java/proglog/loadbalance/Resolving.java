package proglog.loadbalance;

import io.grpc.EquivalentAddressGroup;
import io.grpc.InsecureChannelCredentials;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// A resolver as a channel has it, and what it told the channel. For many threads.
final class Resolving extends NameResolver.Listener2 implements AutoCloseable {

    private final SynchronizationContext context =
            new SynchronizationContext((_, failure) -> {
                throw new AssertionError(failure);
            });
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ClusterResolver resolver;

    private Resolving(List<String> seeds) {
        this.resolver =
                new ClusterResolver(
                        seeds, InsecureChannelCredentials.create(), args(), new Random(7));
    }

    static Resolving start(String... seeds) {
        Resolving started = new Resolving(List.of(seeds));
        started.context.execute(() -> started.resolver.start(started));
        return started;
    }

    private NameResolver.Args args() {
        return NameResolver.Args.newBuilder()
                .setDefaultPort(1)
                .setProxyDetector(_ -> null)
                .setSynchronizationContext(context)
                .setScheduledExecutorService(timer)
                .setServiceConfigParser(new AnyConfig())
                .build();
    }

    /// What the channel was told, one after the other: `leader* follower`, or why nothing is known.
    List<String> told() {
        return List.copyOf(told);
    }

    String last() {
        return told.isEmpty() ? "" : told.getLast();
    }

    void refresh() {
        context.execute(resolver::refresh);
    }

    @Override
    public Status onResult2(ResolutionResult result) {
        var found = result.getAddressesOrError();
        told.add(found.hasValue() ? text(found.getValue()) : text(found.getStatus()));
        return Status.OK;
    }

    private static String text(List<EquivalentAddressGroup> servers) {
        return String.join(
                " ",
                servers.stream()
                        .map(one -> Roles.address(one) + (Roles.leads(one) ? "*" : ""))
                        .toList());
    }

    private static String text(Status status) {
        return status.getCode() + ": " + Objects.requireNonNull(status.getDescription());
    }

    @Override
    public void onResult(ResolutionResult result) {
        throw new AssertionError("the channel has a newer method");
    }

    @Override
    public void onError(Status error) {
        throw new AssertionError("the channel has a newer method");
    }

    @Override
    public void close() {
        context.execute(resolver::shutdown);
        timer.shutdownNow();
    }

    private static final class AnyConfig extends NameResolver.ServiceConfigParser {

        @Override
        public ConfigOrError parseServiceConfig(Map<String, ?> config) {
            return ConfigOrError.fromConfig(config);
        }
    }
}
