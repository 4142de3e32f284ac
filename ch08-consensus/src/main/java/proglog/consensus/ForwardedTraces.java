package proglog.consensus;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.trace.Span;
import proglog.observability.RequestTracing;
import proglog.observability.Telemetry;

/// Carries the trace of a request on to the node it is handed to. For many threads.
///
/// Calls among nodes that no traced request asked for have no trace: many of them never end.
final class ForwardedTraces implements ServerInterceptor, ClientInterceptor {

    private static final Metadata.Key<String> PARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private final RequestTracing tracing;

    private ForwardedTraces(RequestTracing tracing) {
        this.tracing = tracing;
    }

    static ForwardedTraces in(Telemetry telemetry) {
        return new ForwardedTraces(RequestTracing.in(telemetry));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return Span.current().isRecording()
                ? tracing.interceptCall(method, options, next)
                : next.newCall(method, options);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return headers.containsKey(PARENT)
                ? tracing.interceptCall(call, headers, next)
                : next.startCall(call, headers);
    }
}
