package proglog.observability;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;

/// One line per call, when it ends: method, status, duration, who asked, and how many messages went
/// in and out. For many threads.
///
/// A call that the server failed, or that took longer than it should, is a warning; others are
/// information, and those to health and reflection are for debugging, since probes come all the
/// time. The logger is this class: its level decides which calls are written.
public final class RequestLogging implements ServerInterceptor {

    private final Duration slow;

    /// Warns of calls with one answer that take longer than `slow`.
    public RequestLogging(Duration slow) {
        this.slow = slow;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        CallLine line = CallLine.begin(call, slow);
        LoggedCall<Q, A> logged = new LoggedCall<>(call, line);
        return new LoggedListener<>(next.startCall(logged, headers), line);
    }
}
