package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.Background;

/// Every series and label that the rules and the dashboard name is there when a server is scraped.
final class ShippedSeriesTest {

    /// What Prometheus adds to each series of a target, and a series of its own.
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private static final String OF_PROMETHEUS = "up";

    @TempDir private static Path folder;
    private static ObservedTraffic traffic;
    private static String page = "";

    @BeforeAll
    static void makeTraffic() throws IOException, InterruptedException {
        traffic = ObservedTraffic.start(folder);
        traffic.make();
        // The server may count a call after its client has the answer; a collection is told later.
        Background.until(() -> {
            page = scrape();
            return page.contains("OUT_OF_RANGE") && page.contains("jvm_gc_duration");
        });
    }

    @AfterAll
    static void stop() {
        traffic.close();
    }

    private static String scrape() {
        try {
            return traffic.get("/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while scraping", e);
        }
    }

    static List<Shipped.Query> queries() {
        return Shipped.queries();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void exist(Shipped.Query query) {
        PromQl names = PromQl.of(query.promQl());
        Set<String> recorded =
                Shipped.rules().stream().map(Shipped::name).collect(Collectors.toSet());
        Scrape scraped = Scrape.of(page);
        Set<String> labels = new HashSet<>(OF_THE_TARGET);
        Set<String> missing = new TreeSet<>();
        for (String series : names.series()) {
            Set<String> itsLabels = scraped.labels().get(series);
            if (itsLabels != null) {
                labels.addAll(itsLabels);
            } else if (!recorded.contains(series) && !series.equals(OF_PROMETHEUS)) {
                missing.add(series);
            }
        }

        assertThat(names.series()).isNotEmpty();
        assertThat(missing).as("series missing among %s", scraped.labels().keySet()).isEmpty();
        assertThat(labels).containsAll(names.labels());
    }

    @Test
    void areAllShown() {
        Set<String> shown = new TreeSet<>();
        Shipped.queries().forEach(query -> shown.addAll(PromQl.of(query.promQl()).series()));
        Set<String> known = new TreeSet<>(Scrape.of(page).labels().keySet());
        known.removeIf(
                name -> !name.startsWith("proglog_") || name.matches(".*_(sum|count|bucket)"));

        assertThat(shown).containsAll(known);
    }

    @Test
    void promtoolFindsNothingWrongWithOurs() throws IOException, InterruptedException {
        PrometheusTools.Outcome outcome =
                PrometheusTools.promtool(folder, page, "check", "metrics");

        assertThat(outcome.exitCode()).as(outcome.said()).isIn(0, 3); // 3: somebody's style
        assertThat(outcome.said().lines())
                .allMatch(line -> line.startsWith("jvm_") || line.startsWith("target_info "));
    }
}
