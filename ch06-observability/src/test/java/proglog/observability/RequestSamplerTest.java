package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which requests are traced, by who calls what.
@Tag("task-6.3")
final class RequestSamplerTest {

    private static final String SECTION = "see README.md, Task 6.3";

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Context NOBODY = Context.root();
    private static final Context TRACING = client(TraceFlags.getSampled());
    private static final Context NOT_TRACING = client(TraceFlags.getDefault());

    record Case(
            double ratio,
            boolean everyProduce,
            Context client,
            SpanKind kind,
            String method,
            boolean isTraced) {}

    static Stream<Case> cases() {
        String produce = "log.v1.Log/Produce";
        String stream = "log.v1.Log/ProduceStream";
        String consume = "log.v1.Log/Consume";
        return Stream.of(
                new Case(1, false, NOBODY, SpanKind.SERVER, consume, true),
                new Case(0, false, NOBODY, SpanKind.SERVER, consume, false),
                new Case(0, false, TRACING, SpanKind.SERVER, consume, true),
                new Case(1, false, NOT_TRACING, SpanKind.SERVER, consume, false),
                new Case(0, false, NOBODY, SpanKind.SERVER, produce, false),
                new Case(0, true, NOBODY, SpanKind.SERVER, produce, true),
                new Case(0, true, NOBODY, SpanKind.CLIENT, stream, true),
                new Case(0, true, NOT_TRACING, SpanKind.SERVER, stream, true),
                new Case(0, true, NOBODY, SpanKind.SERVER, consume, false),
                new Case(0, true, NOBODY, SpanKind.SERVER, produce + "r", false),
                new Case(0, true, NOBODY, SpanKind.INTERNAL, produce, false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void traces(Case one) {
        TelemetryConfig config =
                TelemetryConfig.of("proglog", "test").withSampling(one.ratio, one.everyProduce);

        SamplingDecision decision =
                RequestSampler.of(config)
                        .shouldSample(
                                one.client,
                                TRACE,
                                one.method,
                                one.kind,
                                Attributes.empty(),
                                List.of())
                        .getDecision();

        assertThat(decision == SamplingDecision.RECORD_AND_SAMPLE)
                .as(SECTION)
                .isEqualTo(one.isTraced);
    }

    private static Context client(TraceFlags flags) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        TRACE,
                                        "b7ad6b7169203331",
                                        flags,
                                        TraceState.getDefault())));
    }
}
