// caught by: LogSpansTest.endWithWhatFailedAndLetItThrough
// symptom: the traces of the requests that failed are the ones that are missing
// in: LogSpans
<T> T around(String name, long records, Supplier<T> work) {
    Span span = tracer.spanBuilder(name).setAttribute(RECORDS, records).startSpan();
    try (Scope _ = span.makeCurrent()) {
        T result = work.get();
        span.end();
        return result;
    }
}
