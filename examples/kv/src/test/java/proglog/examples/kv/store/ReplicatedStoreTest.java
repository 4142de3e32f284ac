package proglog.examples.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.NotLeaderException;

final class ReplicatedStoreTest {

    private static final ClusterNode SELF = new ClusterNode("a", "a:8402", "a:8080");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final MemoryStore applied = new MemoryStore();
    private final LonelyConsensus<Long> consensus =
            new LonelyConsensus<>(new StoreStateMachine(applied), SELF);
    private final KeyValueStore store = new ReplicatedStore("a", consensus, applied, LONG);

    @Test
    void keepsWhatWasAgreedOn() {
        assertThat(store.get("k")).isEmpty();

        store.put("k", Bytes.utf8("v"));
        assertThat(store.get("k")).contains(Bytes.utf8("v"));

        store.delete("k");
        store.delete("k");
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void saysWhoLeadsWhenItDoesNot() {
        consensus.follow(Optional.of(new ClusterNode("b", "b:8402", "b:8080")));

        assertThatThrownBy(() -> store.get("k")).isInstanceOf(NotLeaderException.class);
        assertThatThrownBy(() -> store.put("k", Bytes.EMPTY))
                .hasMessage("a does not lead, b at b:8080 does");
        assertThatThrownBy(() -> store.delete("k")).isInstanceOf(NotLeaderException.class);
    }

    @Test
    void failsAsConsensusDid() {
        consensus.fail(new CorruptLogException("damaged"));
        assertThatThrownBy(() -> store.put("k", Bytes.EMPTY)).hasMessage("damaged");
        assertThatThrownBy(() -> store.get("k")).hasMessage("damaged");

        consensus.fail(new IllegalStateException("a mistake"));
        assertThatThrownBy(() -> store.put("k", Bytes.EMPTY))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void waitsInVainNoLongerThanItsPatience() {
        consensus.fallSilent();
        KeyValueStore hasty = new ReplicatedStore("a", consensus, applied, SHORT);

        assertThatThrownBy(() -> hasty.put("k", Bytes.EMPTY))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> hasty.get("k"))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("no majority answered within PT0.02S");
    }

    @Test
    void endsWhenItIsInterrupted() throws InterruptedException {
        consensus.fallSilent();
        try (Background<Boolean> waiting =
                Background.start(() -> {
                    assertThatThrownBy(() -> store.put("k", Bytes.EMPTY))
                            .isInstanceOf(OutcomeUnknownException.class);
                    return Thread.interrupted();
                })) {
            waiting.awaitBlocked();
            waiting.interrupt();

            assertThat(waiting.result()).isTrue();
        }
    }
}
