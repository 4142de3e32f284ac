package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes resolvers of targets like `proglog:///host:port[,host:port...]` for gRPC, which finds it
/// by its scheme. Immutable.
public final class ProglogResolverProvider extends NameResolverProvider {

    /// How the servers are asked who they are: as the channel calls them. [BalancedChannel] sets
    /// it; gRPC tells a resolver nothing of its channel's credentials.
    public static final NameResolver.Args.Key<ChannelCredentials> CREDENTIALS =
            NameResolver.Args.Key.create("proglog-credentials");

    private static final String SCHEME = "proglog";

    /// Less than that of gRPC's own: the highest one takes the targets that name no scheme.
    private static final int PRIORITY = 4;

    /// For gRPC, which looks for providers among the services of the class path; whoever has none
    /// there registers it.
    public ProglogResolverProvider() {}

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return Set.of(InetSocketAddress.class);
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
        if (!SCHEME.equals(target.getScheme())) {
            return null;
        }
        List<String> seeds = seeds(target);
        ChannelCredentials credentials = args.getArg(CREDENTIALS);
        if (credentials == null) {
            throw new IllegalArgumentException(
                    "%s needs its channel's credentials: open it with BalancedChannel"
                            .formatted(target));
        }
        return new ClusterResolver(seeds, credentials, args, RandomGenerator.getDefault());
    }

    private static List<String> seeds(URI target) {
        String path = target.getPath();
        List<String> seeds =
                path == null || path.isEmpty() ? List.of() : List.of(path.substring(1).split(","));
        if (target.getAuthority() != null
                || seeds.isEmpty()
                || !seeds.stream().allMatch(seed -> HostPort.find(seed).isPresent())) {
            throw new IllegalArgumentException(
                    "a target is proglog:///host:port[,host:port...], not " + target);
        }
        return seeds;
    }
}
