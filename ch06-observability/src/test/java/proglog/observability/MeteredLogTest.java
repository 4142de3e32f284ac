package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.CommitLogContract;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.OffsetOutOfRangeException;

/// A metered log keeps the contract of every log, and says what passes through it.
@Tag("task-6.2")
final class MeteredLogTest implements CommitLogContract {

    private static final String SECTION = "see README.md, Task 6.2";

    private final Observed observed = Observed.everything();
    private final CommitLog log = MeteredLog.over(new InMemoryLog(), observed.telemetry());

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        return MeteredLog.over(new InMemoryLog(clock), observed.telemetry());
    }

    @AfterEach
    void stop() {
        log.close();
        observed.close();
    }

    @Test
    void isTheLogItselfWhenTelemetryIsOff() {
        assertThat(MeteredLog.over(log, Telemetry.off())).as(SECTION).isSameAs(log);
    }

    @Test
    void countsAndTimesAppends() {
        log.append(List.of(Bytes.utf8("abc"), Bytes.utf8("de")));
        log.append(Bytes.EMPTY);

        assertThat(observed.sum(Series.APPENDED_RECORDS)).as(SECTION).isEqualTo(3);
        assertThat(observed.sum(Series.APPENDED)).as(SECTION).isEqualTo(5);
        assertThat(metric(Series.APPEND_DURATION).getHistogramData().getPoints())
                .as(SECTION)
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.getCount()).as(SECTION).isEqualTo(2);
                    assertThat(point.getSum()).as(SECTION).isPositive();
                });
    }

    @Test
    void countsWhatIsReadOneByOneAndByCursors() throws InterruptedException {
        log.append(List.of(Bytes.utf8("abc"), Bytes.utf8("de")));
        log.read(0);
        try (LogCursor cursor = log.follow(0)) {
            cursor.next();
            cursor.next();
            assertThat(observed.sum(Series.CURSORS)).as(SECTION).isEqualTo(1);
            cursor.close();
        }

        assertThat(observed.sum(Series.CURSORS)).as("closed once").isZero();
        assertThat(observed.sum(Series.READ_RECORDS)).as(SECTION).isEqualTo(3);
        assertThat(observed.sum(Series.READ)).as(SECTION).isEqualTo(8);
    }

    @Test
    void isNotBehindWhenACursorWaits() throws InterruptedException {
        log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
        try (LogCursor cursor = log.follow(0);
                var reader =
                        Background.start(() -> {
                            cursor.next();
                            cursor.next();
                            return cursor.next();
                        })) {
            Background.until(() -> observed.sum(Series.READ_RECORDS) == 2);

            log.append(Bytes.utf8("c"));

            assertThat(reader.result().value()).as(SECTION).isEqualTo(Bytes.utf8("c"));
        }
    }

    @Test
    void countsFailuresByKind() {
        assertThatThrownBy(() -> log.read(7)).isInstanceOf(OffsetOutOfRangeException.class);
        assertThatThrownBy(() -> log.follow(-1)).isInstanceOf(OffsetOutOfRangeException.class);
        log.close();
        assertThatThrownBy(() -> log.append(Bytes.EMPTY)).isNotNull();

        assertThat(
                        metric(Series.FAILURES).getLongSumData().getPoints().stream()
                                .map(PointData::getAttributes))
                .containsExactlyInAnyOrder(
                        failure("read", "out_of_range"),
                        failure("follow", "out_of_range"),
                        failure("append", "unavailable"));
    }

    private static Attributes failure(String operation, String kind) {
        return Attributes.builder()
                .put("proglog.operation", operation)
                .put("error.type", kind)
                .build();
    }

    @Test
    void showsItsOffsetsUntilItIsClosed() {
        log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));

        assertThat(gauge(Series.FIRST_OFFSET)).as(SECTION).isZero();
        assertThat(gauge(Series.NEXT_OFFSET)).as(SECTION).isEqualTo(2);

        log.close();
        assertThat(observed.metrics().stream().map(MetricData::getName))
                .as(SECTION)
                .doesNotContain(Series.NEXT_OFFSET.id());
    }

    @Test
    void givesAppendsAndReadsASpanInTheTraceOfTheirRequest() {
        Span request = observed.telemetry().tracer().spanBuilder("request").startSpan();
        try (Scope _ = request.makeCurrent()) {
            log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
            log.read(1);
            assertThatThrownBy(() -> log.read(9)).isNotNull();
        }

        assertThat(observed.spans())
                .as(SECTION)
                .hasSize(3)
                .allSatisfy(span ->
                        assertThat(span.getParentSpanContext())
                                .as(SECTION)
                                .isEqualTo(request.getSpanContext()));
        SpanData append = observed.spans().getFirst();
        assertThat(append.getName()).as(SECTION).isEqualTo("log append");
        assertThat(append.getAttributes().asMap())
                .as(SECTION)
                .containsEntry(AttributeKey.longKey("proglog.records"), 2L)
                .containsEntry(AttributeKey.longKey("proglog.offset"), 0L)
                .hasSize(2);
        assertThat(observed.spans().getLast().getStatus())
                .as(SECTION)
                .isEqualTo(StatusData.create(StatusCode.ERROR, "offset 9 is outside [0, 2)"));
    }

    @Test
    void makesNoSpansForWorkThatNobodyTraces() {
        log.append(Bytes.utf8("a"));
        log.read(0);

        assertThat(observed.spans()).as(SECTION).isEmpty();
    }

    private MetricData metric(Series series) {
        return observed.metrics().stream()
                .filter(metric -> metric.getName().equals(series.id()))
                .findFirst()
                .orElseThrow();
    }

    private long gauge(Series series) {
        return metric(series).getLongGaugeData().getPoints().iterator().next().getValue();
    }
}
