package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0.123456,0.12",
        "1.3,1.30",
        "5,5",
        "45.678,45.7",
        "123.4,123",
        "-0.5,-0.50",
        "1234567.8,'1,234,568'"
    })
    void showsThreeDigitsThatCount(double value, String expected) {
        assertThat(Numbers.show(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.08297111,0.08297", "19812345,19810000", "0,0", "-12.3456,-12.35"})
    void roundsToFourDigits(double value, double expected) {
        assertThat(Numbers.round(value)).isEqualTo(expected);
    }

    @Test
    void aTargetIsMetAtItsBound() {
        assertThat(Target.atLeast(0.6).isMetBy(0.6)).isTrue();
        assertThat(Target.atLeast(0.6).isMetBy(0.59)).isFalse();
        assertThat(Target.atMost(5).isMetBy(5)).isTrue();
        assertThat(Target.atMost(5).isMetBy(5.01)).isFalse();
        assertThat(Target.atMost(5)).hasToString("≤ 5");
        assertThat(Target.atLeast(0.6)).hasToString("≥ 0.60");
    }
}
