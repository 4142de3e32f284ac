package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import proglog.Task;
import proglog.grpc.Reasons;
import proglog.grpc.ServerInfo;

/// Who serves the log, and who leads: has every server of the cluster say so, and tells gRPC what
/// is best known whenever that has changed. When nobody says anything, what was known last holds.
/// gRPC calls it in its synchronization context only.
final class ClusterResolver extends NameResolver implements ServerWatch.Listener {

    private final List<String> seeds;
    private final ChannelCredentials credentials;
    private final Args args;
    private final RandomGenerator random;
    private final Map<String, ServerWatch> watches = new LinkedHashMap<>(); // by address
    private final ClusterViews views = new ClusterViews();
    private final Set<String> failed = new HashSet<>(); // before anything was known
    private List<ServerInfo> known = List.of(); // what gRPC was told
    private Optional<Status.Code> trouble = Optional.empty(); // or this, before
    private Optional<Listener2> listener = Optional.empty(); // set once, by start

    /// @param seeds the servers to ask first: host:port
    ClusterResolver(
            List<String> seeds, ChannelCredentials credentials, Args args, RandomGenerator random) {
        this.seeds = seeds;
        this.credentials = credentials;
        this.args = args;
        this.random = random;
    }

    /// The name that gRPC shows; each server is checked by its own.
    @Override
    public String getServiceAuthority() {
        return seeds.getFirst();
    }

    @Override
    public void start(Listener2 listener) {
        this.listener = Optional.of(listener);
        seeds.forEach(this::watch);
    }

    /// A connection was lost: perhaps because something has changed.
    @Override
    public void refresh() {
        watches.values().forEach(ServerWatch::hurry);
    }

    private void watch(String address) {
        watches.computeIfAbsent(
                address, _ -> ServerWatch.start(address, credentials, args, random, this));
    }

    @Override
    public void heard(String address, ClusterView view) {
        views.heard(address, view);
        views.best()
                .ifPresent(best -> {
                    best.view().addresses().forEach(this::watch);
                    if (best.isOfAMember()) { // or those it names may be beyond our reach
                        watchOnly(best.view().addresses());
                    }
                });
        publish();
    }

    private void watchOnly(Set<String> members) {
        List<String> others =
                watches.keySet().stream().filter(one -> !members.contains(one)).toList();
        others.stream().map(watches::remove).forEach(ServerWatch::close);
        others.forEach(views::lost);
    }

    @Override
    @Task("9.5")
    public void lost(String address, Status reason) {
        views.lost(address);
        if (known.isEmpty()) {
            failed.add(address);
            if (failed.containsAll(watches.keySet())) {
                tell(reason);
            }
        } else if (views.isEmpty()) {
            seeds.forEach(this::watch); // those known before may all be gone for good
        }
        publish();
    }

    private void publish() {
        Optional<ClusterViews.Best> best = views.best();
        List<ServerInfo> servers = best.map(one -> one.view().servers()).orElse(List.of());
        if (!servers.isEmpty() && !servers.equals(known)) {
            known = servers;
            tell(servers);
        }
    }

    private void tell(List<ServerInfo> servers) {
        var policy =
                Map.of("loadBalancingConfig", List.of(Map.of(RoleBalancerProvider.NAME, Map.of())));
        tell(
                ResolutionResult.newBuilder()
                        .setAddressesOrError(
                                StatusOr.fromValue(servers.stream().map(Roles::group).toList()))
                        .setServiceConfig(args.getServiceConfigParser().parseServiceConfig(policy))
                        .build());
    }

    // Once: gRPC writes a line of its own each time.
    private void tell(Status reason) {
        Status.Code code =
                switch (reason.getCode()) {
                    case PERMISSION_DENIED, UNAUTHENTICATED -> reason.getCode();
                    default -> Status.Code.UNAVAILABLE;
                };
        if (trouble.equals(Optional.of(code))) {
            return;
        }
        trouble = Optional.of(code);
        Status why =
                code.toStatus()
                        .withDescription(
                                "no server of %s says who is in the cluster: %s"
                                        .formatted(seeds, Reasons.of(reason)));
        tell(ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromStatus(why)).build());
    }

    private void tell(ResolutionResult result) {
        listener.ifPresent(one -> {
            var _ = one.onResult2(result);
        });
    }

    @Override
    public void shutdown() {
        watches.values().forEach(ServerWatch::close);
        watches.clear();
    }
}
