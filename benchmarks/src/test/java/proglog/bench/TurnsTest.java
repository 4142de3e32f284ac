package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Scale SCALE = Scale.quick().withRounds(3);

    private final List<String> order = new ArrayList<>();
    private double count;

    @Test
    void rotatesWhoGoesFirstAfterARoundThatDoesNotCount() throws Exception {
        Turns turns =
                Turns.take(
                        impatient(),
                        () -> side("a", ++count),
                        () -> side("b", 2 * count),
                        () -> side("c", 1));

        assertThat(order)
                .containsExactly("a", "b", "c", "a", "b", "c", "b", "c", "a", "c", "a", "b");
        assertThat(turns.rows()).hasSize(3);
        assertThat(turns.median(2)).isEqualTo(1);
        assertThat(turns.ratios(0, 2).median()).isEqualTo(3);
    }

    private double side(String name, double value) {
        order.add(name);
        return value;
    }

    private static Scale impatient() {
        return new Scale(
                SCALE.name(),
                SCALE.rounds(),
                Duration.ZERO,
                SCALE.segmentBytes(),
                SCALE.appendBytes(),
                SCALE.syncTime(),
                SCALE.syncedAppends(),
                SCALE.readBytes(),
                SCALE.randomReads(),
                SCALE.openBytes());
    }
}
