package proglog.examples.onevalue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AudienceTest {

    private static final long SEED = 7;

    private final Audience audience = new Audience(new Random(SEED));

    @Test
    void isEveryoneWhenTheyAreFew() {
        assertThat(audience.of(List.of())).isEmpty();
        assertThat(audience.of(List.of("b"))).containsExactly("b");
        assertThat(audience.of(List.of("b", "c"))).containsExactly("b", "c");
    }

    @Test
    void isTwoThatFollowEachOther() {
        Set<List<String>> seen = new HashSet<>();

        for (int round = 0; round < 100; round++) {
            seen.add(audience.of(List.of("b", "c", "d", "e")));
        }

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        List.of("b", "c"), List.of("c", "d"), List.of("d", "e"), List.of("e", "b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100})
    void isEnoughForAllToHearInTheEnd(int nodes) {
        List<Cell> cells = Stream.generate(Cell::new).limit(nodes).toList();
        cells.getFirst().set(7);

        int rounds = 0;
        while (cells.stream().anyMatch(cell -> cell.held().value() != 7)) {
            for (Cell teller : cells) {
                List<Cell> others = cells.stream().filter(cell -> cell != teller).toList();
                OneValue told = teller.held();
                audience.of(others).forEach(cell -> cell.hear(told));
            }
            rounds++;
        }

        // With the seed above; it grows with the logarithm of the nodes.
        assertThat(rounds).isLessThanOrEqualTo(10);
    }

    @Test
    void doesNotBringTogetherWhatWasSetAtTheSameTime() {
        Cell one = new Cell();
        Cell other = new Cell();
        one.set(7);
        other.set(8);

        for (int round = 0; round < 10; round++) {
            one.hear(other.held());
            other.hear(one.held());
        }

        assertThat(one.held()).isEqualTo(new OneValue(7, 1));
        assertThat(other.held()).isEqualTo(new OneValue(8, 1));
    }
}
