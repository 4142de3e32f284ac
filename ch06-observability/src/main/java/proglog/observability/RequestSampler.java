package proglog.observability;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Set;
import proglog.Task;

/// Traces every request that appends, and of the others those that another sampler chooses.
/// Immutable.
final class RequestSampler implements Sampler {

    private static final Set<String> APPENDING =
            Set.of("log.v1.Log/Produce", "log.v1.Log/ProduceStream");

    private final Sampler others;

    private RequestSampler(Sampler others) {
        this.others = others;
    }

    /// The sampler that `config` describes. What a client has decided is kept, so that a trace is
    /// whole.
    static Sampler of(TelemetryConfig config) {
        Sampler ratio = Sampler.parentBased(Sampler.traceIdRatioBased(config.sampledRatio()));
        return config.traceEveryProduce() ? new RequestSampler(ratio) : ratio;
    }

    @Override
    @Task("6.3")
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        return kind != SpanKind.INTERNAL && APPENDING.contains(name)
                ? SamplingResult.recordAndSample()
                : others.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "every produce, else " + others.getDescription();
    }
}
