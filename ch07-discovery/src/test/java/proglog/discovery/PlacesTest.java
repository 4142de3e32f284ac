package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where members may be.
@Tag("task-7.4")
final class PlacesTest {

    private List<String> zone = List.of(); // what the DNS has now; nothing is a failure
    private final Places places =
            new Places(List.of("10.0.0.9:8401", "dns:///nodes:8401"), this::resolve);

    @Test
    void areTheAddressesGivenAndAllOfAName() {
        zone = List.of("10.0.0.1", "10.0.0.2");

        assertThat(places.look())
                .containsExactly("10.0.0.9:8401", "nodes/10.0.0.1:8401", "nodes/10.0.0.2:8401");
    }

    @Test
    void growWithTheName() {
        zone = List.of("10.0.0.1");
        places.look();
        zone = List.of("10.0.0.1", "10.0.0.2");

        assertThat(places.look()).contains("nodes/10.0.0.2:8401");
    }

    @Test
    void areNotForgottenWhenTheNameHasFewer() {
        zone = List.of("10.0.0.1", "10.0.0.2");
        places.look();
        zone = List.of("10.0.0.2");

        assertThat(places.look()).contains("nodes/10.0.0.1:8401", "nodes/10.0.0.2:8401");
    }

    @Test
    void areNotForgottenWhenTheLookUpFails() {
        zone = List.of("10.0.0.1");
        places.look();
        zone = List.of();

        assertThat(places.look()).contains("nodes/10.0.0.1:8401");
        assertThat(places.unknown()).containsExactly("nodes");
    }

    @Test
    void areKnownAgainWhenALaterLookUpSucceeds() {
        places.look();
        zone = List.of("10.0.0.1");

        assertThat(places.look()).contains("nodes/10.0.0.1:8401");
        assertThat(places.unknown()).isEmpty();
    }

    @Test
    void areForgottenOnlyWhenVeryManyAreNewer() {
        for (int i = 0; i < 100; i++) {
            zone = List.of("10.0.1." + i);
            places.look();
        }

        assertThat(places.look())
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Stream.of("10.0.0.9:8401"),
                                        IntStream.range(36, 100)
                                                .mapToObj("nodes/10.0.1.%d:8401"::formatted))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", ":1", "host:", "host:x", "host:70000", "::1:8401", "dns:///x"})
    void areHostAndPort(String place) {
        assertThatThrownBy(() -> Members.config("a").withJoin(List.of(place)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not host:port");
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        if (zone.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return zone.stream().map(InetAddress::ofLiteral).toList();
    }
}
