package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The names that are found in queries.
final class PromQlTest {

    @Test
    void findsSeriesAndLabels() {
        PromQl found =
                PromQl.of(
                        """
                        histogram_quantile(0.99, sum by (le, rpc_method) (
                            rate(rpc_seconds_bucket{code!="OK", job=~"a{b}"}[5m] offset 1h)))
                          > 1e-3 and on(instance) up == bool 0 or job:rate5m / time() > Inf
                        """);

        assertThat(found.series()).containsExactly("job:rate5m", "rpc_seconds_bucket", "up");
        assertThat(found.labels()).containsExactly("code", "instance", "job", "le", "rpc_method");
    }

    @Test
    void takesAFunctionForNoSeries() {
        assertThat(PromQl.of("sum(rate(a_total[1m])) by (b) * 60").series())
                .containsExactly("a_total");
        assertThat(PromQl.of("absent(up{job=\"x\"})").labels()).containsExactly("job");
    }
}
