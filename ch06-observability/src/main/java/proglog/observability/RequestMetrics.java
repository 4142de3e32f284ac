package proglog.observability;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.api.metrics.Meter;

/// One measurement per call, and the messages and bytes that went over the wire. For many threads.
///
/// On the server it stands beside the calls, not around them: it sees what was refused before any
/// interceptor ran, counts what was really sent, and costs a message two additions.
public final class RequestMetrics extends ServerStreamTracer.Factory implements ClientInterceptor {

    private static final ServerStreamTracer NONE = new ServerStreamTracer() {};

    private final boolean isOn;
    private final CallDurations clients;
    private final Traffic traffic;

    private RequestMetrics(boolean isOn, CallDurations clients, Traffic traffic) {
        this.isOn = isOn;
        this.clients = clients;
        this.traffic = traffic;
    }

    /// Measures into `telemetry`; nothing when that is off.
    public static RequestMetrics in(Telemetry telemetry) {
        Meter meter = telemetry.meter();
        return new RequestMetrics(
                telemetry.isOn(),
                new CallDurations(Series.RPC_CLIENT_DURATION.histogram(meter)),
                Traffic.in(meter));
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return isOn ? new TrafficTracer(traffic) : NONE;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return isOn ? new TimedCall<>(call, method.getFullMethodName()) : call;
    }

    private final class TimedCall<Q, A> extends SimpleForwardingClientCall<Q, A> {

        private final String method;

        private TimedCall(ClientCall<Q, A> call, String method) {
            super(call);
            this.method = method;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            long begun = System.nanoTime();
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            clients.record(method, status, System.nanoTime() - begun);
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
