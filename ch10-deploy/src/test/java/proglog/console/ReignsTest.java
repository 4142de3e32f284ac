package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;

/// What a node remembers of who led.
final class ReignsTest {

    private static final int KEPT = 24;

    private final Reigns reigns = new Reigns(() -> Instant.ofEpochMilli(7));

    @Test
    void eachChangeIsRememberedOnce() {
        reigns.add(leads(1, "a"));
        reigns.add(leads(1, "a"));
        reigns.add(nobody(2));
        reigns.add(leads(2, "b"));
        reigns.add(leads(3, "b"));

        assertThat(reigns.all())
                .containsExactly(
                        new Reign(7, 1, "a"),
                        new Reign(7, 2, ""),
                        new Reign(7, 2, "b"),
                        new Reign(7, 3, "b"));
    }

    @Test
    void beforeTheFirstElectionThereIsNothing() {
        reigns.add(nobody(0));

        assertThat(reigns.all()).isEmpty();
    }

    @Test
    void theOldestIsForgottenFirst() {
        LongStream.rangeClosed(1, KEPT).forEach(term -> reigns.add(leads(term, "a")));
        assertThat(reigns.all()).hasSize(KEPT).first().isEqualTo(new Reign(7, 1, "a"));

        reigns.add(leads(KEPT + 1, "a"));

        assertThat(reigns.all()).hasSize(KEPT).first().isEqualTo(new Reign(7, 2, "a"));
    }

    private static Leadership leads(long term, String name) {
        return new Leadership(term, Optional.of(new ClusterNode(name, "h:1", "h:2")), false);
    }

    private static Leadership nobody(long term) {
        return new Leadership(term, Optional.empty(), false);
    }
}
