package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.metrics.data.MetricData;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.RemoteLog;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// Each series that is listed exists, with its unit and meaning, once a log has been used.
final class SeriesTest {

    @Test
    void existsUnderItsNameInOpenTelemetry(@TempDir Path directory) {
        try (Observed observed = Observed.everything()) {
            useEverything(
                    observed,
                    directory,
                    () -> {
                        Map<String, MetricData> found =
                                observed.metrics().stream()
                                        .collect(Collectors.toMap(MetricData::getName, it -> it));
                        for (Series series : Series.values()) {
                            assertThat(found)
                                    .hasEntrySatisfying(
                                            series.id(),
                                            metric -> {
                                                assertThat(metric.getUnit())
                                                        .isEqualTo(series.unit());
                                                assertThat(metric.getDescription())
                                                        .isEqualTo(series.description());
                                            });
                        }
                        assertThat(found).as("and nothing else").hasSize(Series.values().length);
                    });
        }
    }

    @Test
    void countsFromZeroSoThatTheFirstEventIsAnIncrease() {
        try (Observed observed = Observed.everything()) {
            StorageMetrics.in(observed.telemetry());

            assertThat(observed.metrics())
                    .extracting(MetricData::getName)
                    .contains(Series.ROLLS.id(), Series.DROPS.id());
            assertThat(observed.sum(Series.ROLLS)).isZero();
        }
    }

    @Test
    void existsUnderItsNameInAScrape(@TempDir Path directory) {
        try (Observed observed = Observed.everything()) {
            useEverything(
                    observed,
                    directory,
                    () -> {
                        List<String> names =
                                observed.telemetry().prometheus().scrape().stream()
                                        .map(MetricSnapshot::getMetadata)
                                        .map(metadata -> metadata.getPrometheusName())
                                        .toList();
                        for (Series series : Series.values()) {
                            String dotless = series.id().replace('.', '_');
                            assertThat(names).anyMatch(name -> name.startsWith(dotless));
                        }
                        assertThat(names)
                                .contains(
                                        "rpc_server_call_duration_seconds",
                                        "proglog_log_append_duration_seconds",
                                        "proglog_log_appended_bytes",
                                        "proglog_log_appended_records",
                                        "proglog_log_sync_duration_seconds",
                                        "proglog_log_segments",
                                        "proglog_log_store_size_bytes",
                                        "proglog_log_offset_next");
                    });
        }
    }

    @Test
    void isInTheReadme() throws IOException {
        List<String> listed =
                Files.readAllLines(Path.of("README.md")).stream()
                        .filter(line -> line.matches("\\| `(rpc|proglog)\\.[a-z.]+` \\|.*"))
                        .map(line -> line.replaceFirst(" \\|[^|]*\\|$", ""))
                        .toList();

        assertThat(listed)
                .containsExactlyElementsOf(
                        Stream.of(Series.values())
                                .map(series ->
                                        "| `%s` | `%s` | %s"
                                                .formatted(
                                                        series.id(),
                                                        series.unit(),
                                                        series.description()))
                                .toList());
    }

    /// Three records a segment, and no more than one full segment kept.
    private static void useEverything(Observed observed, Path directory, Runnable look) {
        SegmentedLogConfig small =
                SegmentedLogConfig.defaults()
                        .withSegments(2000, 36)
                        .withRetention(0, SegmentedLogConfig.FOREVER);
        HealthMetrics.show(new Health().addReady("log", Optional::empty), observed.telemetry());
        StorageMetrics storage = StorageMetrics.in(observed.telemetry());
        try (SegmentedLog log =
                        SegmentedLog.open(directory, small, InstantSource.system(), storage);
                var _ = storage.watch(log::segments)) {
            LogServer server = observed.serve(log);
            try (CommitLog remote = new RemoteLog(observed.channel(server));
                    var _ = MeteredLog.over(log, observed.telemetry()).follow(0)) {
                for (int i = 0; i < 8; i++) {
                    remote.append(Bytes.utf8("value " + i));
                }
                remote.read(7);
                assertThatThrownBy(() -> remote.read(0)).isNotNull();
                Background.until(() -> observed.sum(Series.RPC_SENT_MESSAGES) >= 9);
                look.run();
            }
        }
    }
}
