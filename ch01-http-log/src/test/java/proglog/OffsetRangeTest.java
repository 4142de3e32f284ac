package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OffsetRangeTest {

    @Test
    void holdsItsFirstButNotItsNext() {
        OffsetRange range = new OffsetRange(3, 5);

        assertThat(range.contains(2)).isFalse();
        assertThat(range.contains(3)).isTrue();
        assertThat(range.contains(4)).isTrue();
        assertThat(range.contains(5)).isFalse();
        assertThat(range.size()).isEqualTo(2);
        assertThat(range.isEmpty()).isFalse();
        assertThat(range).hasToString("[3, 5)");
    }

    @Test
    void mayBeEmpty() {
        assertThat(new OffsetRange(3, 3).isEmpty()).isTrue();
        assertThat(new OffsetRange(3, 3).contains(3)).isFalse();
    }

    @Test
    void isNeitherNegativeNorBackward() {
        assertThatThrownBy(() -> new OffsetRange(-1, 0))
                .hasMessage("[-1, 0) is not a range of offsets");
        assertThatThrownBy(() -> new OffsetRange(2, 1))
                .hasMessage("[2, 1) is not a range of offsets");
    }

    @Test
    void isWhatAnOffsetOutsideIsToldOf() {
        OffsetOutOfRangeException failure = new OffsetOutOfRangeException(7, new OffsetRange(0, 3));

        assertThat(failure).hasMessage("offset 7 is outside [0, 3)");
        assertThat(failure.offset()).isEqualTo(7);
        assertThat(failure.range()).isEqualTo(new OffsetRange(0, 3));
    }
}
