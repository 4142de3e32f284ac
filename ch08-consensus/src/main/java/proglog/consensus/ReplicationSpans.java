package proglog.consensus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A span for the way of a batch through a majority, in the trace of the request that brought it.
/// For many threads.
///
/// A trace ends here, on the leader: what goes to the other nodes holds entries of many requests.
final class ReplicationSpans {

    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("proglog.offset");
    private static final AttributeKey<Long> TERM = AttributeKey.longKey("proglog.term");

    private final Tracer tracer;

    ReplicationSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /// Begins a span in the trace of the calling thread, if there is one, which ends with what
    /// `propose` returns.
    CompletableFuture<Acknowledged> around(
            long term, Supplier<CompletableFuture<Acknowledged>> propose) {
        if (!Span.current().isRecording()) {
            return propose.get();
        }
        Span span = tracer.spanBuilder("log replicate").setAttribute(TERM, term).startSpan();
        return propose.get().whenComplete((done, failure) -> end(span, done, failure));
    }

    private static void end(Span span, @Nullable Acknowledged done, @Nullable Throwable failure) {
        if (done != null) {
            span.setAttribute(OFFSET, done.offsets().first());
        } else if (failure != null) {
            Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
            span.setStatus(
                    StatusCode.ERROR, cause == null ? "" : String.valueOf(cause.getMessage()));
        }
        span.end();
    }
}
