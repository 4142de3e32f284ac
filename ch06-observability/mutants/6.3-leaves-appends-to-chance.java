// caught by: RequestSamplerTest.traces
// symptom: the trace of just the append that somebody asks about is not there
// in: RequestSampler
public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
    return others.shouldSample(parent, traceId, name, kind, attributes, links);
}
