package proglog.observability;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import java.util.Optional;

/// One span per call, on the client and on the server, in one trace. For many threads.
///
/// The trace goes over the wire in the header `traceparent`. On the server the span is the current
/// one wherever the call's `io.grpc.Context` is, on other threads too.
public final class RequestTracing implements ServerInterceptor, ClientInterceptor {

    private final Optional<ServerInterceptor> server;
    private final Optional<ClientInterceptor> client;

    private RequestTracing(Optional<ServerInterceptor> server, Optional<ClientInterceptor> client) {
        this.server = server;
        this.client = client;
    }

    /// Traces into `telemetry`; passes calls on as they are when that is off.
    public static RequestTracing in(Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return new RequestTracing(Optional.empty(), Optional.empty());
        }
        GrpcTelemetry library =
                GrpcTelemetry.builder(new TracesOnly(telemetry.api()))
                        // one event a message would be one object a message
                        .setEmitMessageEvents(false)
                        .build();
        return new RequestTracing(
                Optional.of(library.createServerInterceptor()),
                Optional.of(library.createClientInterceptor()));
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return server.isPresent()
                ? server.get().interceptCall(call, headers, next)
                : next.startCall(call, headers);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return client.isPresent()
                ? client.get().interceptCall(method, options, next)
                : next.newCall(method, options);
    }

    /// What the library may use: its metrics have names that a flag of the process chooses, so
    /// [RequestMetrics] measures instead.
    private record TracesOnly(OpenTelemetry all) implements OpenTelemetry {

        @Override
        public TracerProvider getTracerProvider() {
            return all.getTracerProvider();
        }

        @Override
        public ContextPropagators getPropagators() {
            return all.getPropagators();
        }
    }
}
