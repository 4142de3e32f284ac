package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// How gRPC finds the resolver of a cluster's servers.
final class ProglogResolverProviderTest {

    private static final int PRIORITY_OF_DNS = 5;

    private final ProglogResolverProvider provider = new ProglogResolverProvider();

    @Test
    void isFoundByTheSchemeOfATarget() {
        NameResolverRegistry registry = new NameResolverRegistry();

        registry.register(provider); // which takes none that is not available
        NameResolverProvider found = registry.getProviderForScheme("proglog");

        assertThat(found).isSameAs(provider);
        assertThat(registry.getProviderForScheme("dns")).isNull();
    }

    @Test
    void leavesTargetsWithoutASchemeToTheDns() {
        assertThat(provider.priority()).isBetween(1, PRIORITY_OF_DNS - 1);
    }

    @Test
    void findsInternetAddresses() {
        assertThat(provider.getProducedSocketAddressTypes())
                .containsExactly(InetSocketAddress.class);
    }
}
