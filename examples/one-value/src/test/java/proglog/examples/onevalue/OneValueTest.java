package proglog.examples.onevalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OneValueTest {

    @Test
    void isFortyTwoAtFirst() {
        assertThat(OneValue.INITIAL).isEqualTo(new OneValue(42, 0));
    }

    @Test
    void growsAGenerationWithEachSet() {
        assertThat(OneValue.INITIAL.followedBy(7)).isEqualTo(new OneValue(7, 1));
        assertThat(OneValue.INITIAL.followedBy(42)).isEqualTo(new OneValue(42, 1));
    }

    @Test
    void yieldsToAHigherGenerationOnly() {
        OneValue mine = new OneValue(1, 5);

        assertThat(mine.newer(new OneValue(2, 4))).isSameAs(mine);
        assertThat(mine.newer(new OneValue(2, 5))).isSameAs(mine);
        assertThat(mine.newer(new OneValue(2, 6))).isEqualTo(new OneValue(2, 6));
    }

    @Test
    void hasNoGenerationBelowNoneOrAfterTheLast() {
        assertThatThrownBy(() -> new OneValue(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("generation is -1, must be 0 or more");
        assertThatThrownBy(() -> new OneValue(1, Long.MAX_VALUE).followedBy(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("generation 9223372036854775807 is the last");
    }

    @Test
    void tellsWhetherItHeardAnythingNew() {
        Cell cell = new Cell();

        assertThat(cell.hear(new OneValue(7, 0))).isFalse();
        assertThat(cell.hear(new OneValue(7, 3))).isTrue();
        assertThat(cell.hear(new OneValue(7, 3))).isFalse();
        assertThat(cell.held()).isEqualTo(new OneValue(7, 3));
    }
}
