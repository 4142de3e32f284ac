package proglog.observability;

import io.grpc.ServerStreamTracer;
import io.grpc.Status;

/// Counts what goes over the wire for one call of a server. gRPC calls it on several threads.
final class TrafficTracer extends ServerStreamTracer {

    private final Traffic traffic;
    private final long begun = System.nanoTime();
    private volatile Traffic.OfMethod method; // set once, before any message; written under this
    private boolean isClosed; // guarded by this

    TrafficTracer(Traffic traffic) {
        this.traffic = traffic;
        this.method = traffic.other();
    }

    @Override
    public synchronized void serverCallStarted(ServerCallInfo<?, ?> call) {
        if (!isClosed) { // a client that cancels at once may be faster
            method = traffic.of(call.getMethodDescriptor().getFullMethodName());
            method.active.increment();
        }
    }

    @Override
    public void inboundMessage(int number) {
        method.receivedMessages.increment();
    }

    @Override
    public void inboundWireSize(long bytes) {
        method.received.add(bytes);
    }

    @Override
    public void outboundMessage(int number) {
        method.sentMessages.increment();
    }

    @Override
    public void outboundWireSize(long bytes) {
        method.sent.add(bytes);
    }

    @Override
    public synchronized void streamClosed(Status status) {
        isClosed = true;
        Traffic.OfMethod ended = method;
        if (ended != traffic.other()) {
            ended.active.decrement();
        }
        traffic.durations().record(ended.method, status, System.nanoTime() - begun);
    }
}
