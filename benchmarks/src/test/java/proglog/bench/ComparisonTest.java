package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void aRatioIsThatOfOneRound() {
        Comparison.Result result =
                Comparison.Result.of("theirs", List.of(10.0, 1.0, 100.0), List.of(20.0, 4.0, 50.0));

        assertThat(result.median()).isEqualTo(10);
        assertThat(result.ratio()).isEqualTo(2); // of 2, 4 and 0.5; the medians' would be the same
        assertThat(result.minRatio()).isEqualTo(0.5);
        assertThat(result.maxRatio()).isEqualTo(4);
    }
}
