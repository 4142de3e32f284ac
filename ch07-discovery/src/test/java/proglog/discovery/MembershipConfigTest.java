package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node may be told of itself and its cluster.
final class MembershipConfigTest {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final MembershipConfig CONFIG = MembershipConfig.of("a", "127.0.0.1:0");

    @Test
    void keepsWhatItIsTold() {
        Periods periods =
                new Periods(MILLISECOND, MILLISECOND, MILLISECOND, MILLISECOND, MILLISECOND);

        assertThat(
                        CONFIG.withAdvertisedAddress("node-a")
                                .withTag("x", "1")
                                .withTag("y", "2")
                                .withJoin(List.of("127.0.0.1:8401"))
                                .withClusterId("c")
                                .withPeriods(periods))
                .isEqualTo(
                        new MembershipConfig(
                                "a",
                                "127.0.0.1:0",
                                Optional.of("node-a"),
                                Map.of("x", "1", "y", "2"),
                                List.of("127.0.0.1:8401"),
                                "c",
                                periods));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a b", "a/b", "ä"})
    void refusesNamesThatOthersCouldNotWrite(String name) {
        String are = " is not 1 to 63 letters, digits, dots, hyphens and underscores";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MembershipConfig.of(name, "127.0.0.1:0"))
                .withMessage("node name " + name + are);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.withClusterId(name))
                .withMessage("cluster id " + name + are);
    }

    @Test
    void takesNamesOfUpTo63Letters() {
        assertThat(CONFIG.withClusterId("a".repeat(63)).clusterId()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withClusterId("a".repeat(64)));
    }

    @Test
    void refusesPlacesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> MembershipConfig.of("a", "nowhere"));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withJoin(List.of("nowhere")));
    }

    @Test
    void keepsSomeTagsForItself() {
        String reserved = Tags.RESERVED + "x";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.withTag(reserved, "1"))
                .withMessage("the tag %s is reserved", reserved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "probe time-out", "suspicion", "gossip", "seek"})
    void doesNothingMoreOftenThanEveryMillisecond(String name) {
        Duration nothing = Duration.ofNanos(999_999);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Periods(
                                name.equals("probe") ? nothing : MILLISECOND,
                                name.equals("probe time-out") ? nothing : MILLISECOND,
                                name.equals("suspicion") ? nothing : MILLISECOND,
                                name.equals("gossip") ? nothing : MILLISECOND,
                                name.equals("seek") ? nothing : MILLISECOND))
                .withMessage(
                        "the %s period PT0.000999999S is less than a millisecond".formatted(name));
    }
}
