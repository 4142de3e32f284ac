package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.ScriptedMembership.member;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.discovery.Member;

/// Who may begin a cluster does not when there is one.
final class FoundingTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Map<String, Standing> answers = new ConcurrentHashMap<>(); // by address
    private volatile List<Member> there = List.of(member("a")); // by the test
    private volatile boolean hasMetAll; // by the test

    private Founding founding(Duration patience) {
        return new Founding(
                "a",
                () -> there,
                () -> hasMetAll,
                address -> Optional.ofNullable(answers.get(address)),
                patience);
    }

    @Test
    void beginsAtOnceWhenEverybodyIsThereAndNobodyHasACluster() throws Exception {
        there = List.of(member("a"), member("b"), member("c"));
        answers.put("b:1", Standing.NO_CLUSTER);
        answers.put("c:1", Standing.NO_CLUSTER);
        hasMetAll = true;

        assertThat(founding(LONG).begins()).isTrue();
    }

    @Test
    void beginsAfterAWhileWhenNobodyCanBeFound() throws Exception {
        assertThat(founding(SHORT).begins()).isTrue();
    }

    @Test
    void isNotInAHurryWhenItHasFoundNobodyButItself() throws Exception {
        hasMetAll = true;
        answers.put("b:1", Standing.ADMITTED);
        try (Background<Boolean> begins = Background.start(() -> founding(LONG).begins())) {
            there = List.of(member("a"), member("b"));

            assertThat(begins.result()).isFalse();
        }
    }

    @Test
    void joinsTheClusterThatOneOfThemIsIn() throws Exception {
        there = List.of(member("a"), member("b"), member("c"));
        answers.put("b:1", Standing.NO_CLUSTER);
        answers.put("c:1", Standing.NOT_NOW);
        hasMetAll = true;

        assertThat(founding(LONG).begins()).isFalse();
    }

    @Test
    void waitsForTheAnswerOfWhoIsThere() throws Exception {
        there = List.of(member("a"), member("b"));
        hasMetAll = true;
        try (Background<Boolean> begins = Background.start(() -> founding(LONG).begins())) {
            answers.put("b:1", Standing.NOT_NOW);

            assertThat(begins.result()).isFalse();
        }
    }

    @Test
    void beginsNothingWhenSomebodyIsThereAndDoesNotSay() {
        there = List.of(member("a"), member("b"));

        assertThatThrownBy(() -> founding(SHORT).begins())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "a begins no cluster, for b is there and does not say whether it is in"
                                + " one");
    }
}
