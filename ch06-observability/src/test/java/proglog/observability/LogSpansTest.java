package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.LogUnavailableException;

/// Task 6.1: [LogSpans#around].
@Tag("task-6.1")
final class LogSpansTest {

    private static final String SECTION = "see README.md, Task 6.1";

    private final Observed observed = Observed.everything();
    private final LogSpans spans = new LogSpans(observed.telemetry().tracer());

    @AfterEach
    void stop() {
        observed.close();
    }

    @Test
    void haveANameAndSayHowManyRecords() {
        assertThat(spans.around("log append", 3, () -> "done")).as(SECTION).isEqualTo("done");

        assertThat(only().getName()).as(SECTION).isEqualTo("log append");
        assertThat(only().getAttributes().get(AttributeKey.longKey("proglog.records")))
                .as(SECTION)
                .isEqualTo(3);
        assertThat(only().getStatus()).as(SECTION).isEqualTo(StatusData.unset());
    }

    @Test
    void areCurrentWhileTheWorkIsDoneAndNoLonger() {
        String inside =
                spans.around(
                        "log read",
                        1,
                        () -> {
                            LogSpans.at(7);
                            return Span.current().getSpanContext().getSpanId();
                        });

        assertThat(only().getSpanId()).as(SECTION).isEqualTo(inside);
        assertThat(only().getAttributes().get(AttributeKey.longKey("proglog.offset")))
                .as(SECTION)
                .isEqualTo(7);
        assertThat(Span.current().getSpanContext().isValid()).as(SECTION).isFalse();
    }

    @Test
    void endWithWhatFailedAndLetItThrough() {
        LogUnavailableException failure = new LogUnavailableException("the log is closed");

        assertThatThrownBy(() ->
                        spans.around(
                                "log append",
                                1,
                                () -> {
                                    throw failure;
                                }))
                .as(SECTION)
                .isSameAs(failure);

        assertThat(only().getStatus())
                .as(SECTION)
                .isEqualTo(StatusData.create(StatusCode.ERROR, "the log is closed"));
        assertThat(only().getAttributes().get(AttributeKey.stringKey("error.type")))
                .as(SECTION)
                .isEqualTo("unavailable");
        assertThat(Span.current().getSpanContext().isValid()).as(SECTION).isFalse();
    }

    private SpanData only() {
        assertThat(observed.spans()).as(SECTION).hasSize(1);
        return observed.spans().getFirst();
    }
}
