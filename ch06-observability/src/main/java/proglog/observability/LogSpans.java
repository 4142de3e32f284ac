package proglog.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import proglog.Task;

/// A span for what a log does on behalf of a request that is traced. For many threads.
///
/// Work that no traced request asked for gets none: it would be a trace of one span.
final class LogSpans {

    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("proglog.offset");
    private static final AttributeKey<Long> RECORDS = AttributeKey.longKey("proglog.records");
    private static final AttributeKey<String> KIND = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    LogSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /// Whether the request that this thread works for is traced.
    static boolean areWanted() {
        return Span.current().isRecording();
    }

    /// Runs `work` in a span of its own.
    @Task("6.1")
    <T> T around(String name, long records, Supplier<T> work) {
        Span span = tracer.spanBuilder(name).setAttribute(RECORDS, records).startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException failure) {
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            span.setAttribute(KIND, LogFailures.kind(failure));
            throw failure;
        } finally {
            span.end();
        }
    }

    /// Says in the current span where the records are.
    static void at(long offset) {
        Span.current().setAttribute(OFFSET, offset);
    }
}
