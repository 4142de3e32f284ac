package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.consensus.ClusterNode;

/// What a node tells others about where it is.
@Tag("task-10.4")
final class AddressesTest {

    @Test
    void isFoundWhereItListensIfNobodySaysMore() throws IOException {
        Addresses addresses =
                addresses(
                        Map.of(
                                Setting.NODE_NAME, "a",
                                Setting.BIND_ADDR, "127.0.0.2",
                                Setting.RPC_PORT, "9400"));

        assertThat(addresses.host()).isEqualTo("127.0.0.2");
        assertThat(addresses.self())
                .isEqualTo(new ClusterNode("a", "127.0.0.2:8402", "127.0.0.2:9400"));
    }

    @Test
    void theOthersCallItAsItAdvertises() throws IOException {
        Addresses addresses =
                addresses(
                        Map.of(
                                Setting.NODE_NAME, "a",
                                Setting.BIND_ADDR, "0.0.0.0",
                                Setting.ADVERTISE_ADDR, "a.example",
                                Setting.RAFT_PORT, "9402"));

        assertThat(addresses.self())
                .isEqualTo(new ClusterNode("a", "a.example:9402", "a.example:8400"));
        assertThat(addresses.bound(Setting.RPC_PORT).getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void clientsMayReachItElsewhere() throws IOException {
        Addresses addresses =
                addresses(
                        Map.of(
                                Setting.NODE_NAME, "a",
                                Setting.ADVERTISE_ADDR, "a.inside",
                                Setting.ADVERTISE_RPC_ADDR, "a.example:443"));

        assertThat(addresses.self())
                .isEqualTo(new ClusterNode("a", "a.inside:8402", "a.example:443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void doesNotTellOthersAnAddressThatIsNoPlace(String all) throws IOException {
        Addresses addresses = addresses(Map.of(Setting.BIND_ADDR, all));

        assertThatThrownBy(addresses::self)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "bind-addr is '%s' (--bind-addr), must be an address that others can reach,"
                                + " unless advertise-addr says which one is",
                        all);
    }

    private static Addresses addresses(Map<Setting, String> flags) throws IOException {
        return new Addresses(Configuration.read(flags, Map.of()));
    }
}
