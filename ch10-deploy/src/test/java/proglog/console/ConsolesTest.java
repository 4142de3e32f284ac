package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the consoles of a cluster are, as its nodes tell.
final class ConsolesTest {

    private final Consoles consoles = new Consoles("localhost:8403");

    @Test
    void areWhereTheNodesSay() {
        consoles.add("node-1.example:8413");
        consoles.add("[fd00::7]:8403");

        assertThat(consoles.self()).isEqualTo("localhost:8403");
        assertThat(consoles.all())
                .containsExactlyInAnyOrder(
                        "127.0.0.1:8403", "node-1.example:8413", "[fd00::7]:8403");
        assertThat(consoles.isOneAt("node-1.example:8413")).isTrue();
        assertThat(consoles.isOneAt("node-1.example:8414")).isFalse();
        assertThat(consoles.isOneOn("node-1.example")).isTrue();
        assertThat(consoles.isOneOn("node-2.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void haveThreeNamesForThisMachine(String name) {
        assertThat(consoles.isOneAt(name + ":8403")).isTrue();
        assertThat(consoles.isOneAt(name + ":8404")).isFalse();
        assertThat(consoles.isOneOn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", "host:port", "http://host:1", "host:123456", "a b:1"})
    void areNotWhatIsNoAddress(String address) {
        consoles.add(address);

        assertThat(consoles.all()).containsExactly("127.0.0.1:8403");
    }

    @Test
    void areNotMoreThanAClusterHas() {
        for (int i = 0; i < 100; i++) {
            consoles.add("host:" + (1_000 + i));
        }

        assertThat(consoles.all()).hasSize(64);
    }

    @Test
    void theHostOfAnAddressIsWhatIsBeforeItsPort() {
        assertThat(Consoles.host("host:1")).isEqualTo("host");
        assertThat(Consoles.host("[::1]:1")).isEqualTo("[::1]");
        assertThat(Consoles.host("[::1]")).isEqualTo("[::1]");
        assertThat(Consoles.host("host")).isEqualTo("host");
    }
}
