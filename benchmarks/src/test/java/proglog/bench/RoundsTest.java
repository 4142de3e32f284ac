package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final List<String> order = new ArrayList<>();
    private double ours;
    private double raw;

    @Test
    void takesTurnsAndForgetsTheWarmUp() throws Exception {
        Rounds rounds = alternate(Duration.ofDays(1), 3);

        assertThat(order)
                .containsExactly("ours", "raw", "ours", "raw", "raw", "ours", "ours", "raw");
        assertThat(rounds.ours()).containsExactly(2.0, 3.0, 4.0);
        assertThat(rounds.raw()).containsExactly(20.0, 30.0, 40.0);
    }

    @Test
    void comparesRoundByRound() throws Exception {
        Rounds rounds = new Rounds(List.of(1.0, 6.0, 2.0), List.of(2.0, 2.0, 1.0));

        assertThat(rounds.ratios().min()).isEqualTo(0.5);
        assertThat(rounds.ratios().median()).isEqualTo(2);
        assertThat(rounds.ratios().max()).isEqualTo(3);
        assertThat(rounds.medianOurs()).isEqualTo(2);
    }

    @Test
    void threeRoundsMustDoWhenTimeIsOver() throws Exception {
        Rounds rounds = alternate(Duration.ZERO, 100);

        assertThat(rounds.ours()).hasSize(3);
    }

    private Rounds alternate(Duration patience, int count) throws Exception {
        Scale scale = new Scale("test", count, patience, 1, 1, Duration.ZERO, 1, 1, 1, 1);
        return Rounds.alternate(
                scale,
                () -> {
                    order.add("ours");
                    return ++ours;
                },
                () -> {
                    order.add("raw");
                    return raw += 10;
                });
    }
}
