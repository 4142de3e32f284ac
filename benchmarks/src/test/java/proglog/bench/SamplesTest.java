package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertThat(Samples.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Samples.of(9.0, 1, 5, 6).median()).isEqualTo(5.5);
    }

    @Test
    void knowsTheSmallestAndTheLargest() {
        Samples samples = Samples.of(3.0, -1, 7);

        assertThat(samples.min()).isEqualTo(-1);
        assertThat(samples.max()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"50,5", "90,9", "91,10", "99,10", "100,10", "1,1"})
    void aPercentileIsNotExceededByThatManySamples(double percent, double expected) {
        assertThat(Samples.of(10.0, 9, 8, 7, 6, 5, 4, 3, 2, 1).percentile(percent))
                .isEqualTo(expected);
    }

    @Test
    void doesNotChangeTheArrayItIsGiven() {
        double[] values = {3, 1, 2};

        assertThat(Samples.of(values).median()).isEqualTo(2);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void refusesNoSamplesAndNoPercentage() {
        assertThatThrownBy(() -> Samples.of(new double[0])).hasMessage("no samples");
        assertThatThrownBy(() -> Samples.of(1.0).percentile(101))
                .hasMessage("percent is 101.0, must be in (0, 100]");
    }
}
