package proglog.observability;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The spans that ended last, so that a trace can be looked at where there is no collector. For
/// many threads.
final class RecentSpans implements SpanProcessor {

    /// How many are kept: some 400 KiB.
    static final int KEPT = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<SpanData> spans = new ArrayDeque<>(); // guarded by lock

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        SpanData ended = span.toSpanData();
        lock.lock();
        try {
            if (spans.size() == KEPT) {
                spans.removeFirst();
            }
            spans.add(ended);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /// What is kept, in the order in which it ended.
    List<SpanData> all() {
        lock.lock();
        try {
            return List.copyOf(spans);
        } finally {
            lock.unlock();
        }
    }
}
