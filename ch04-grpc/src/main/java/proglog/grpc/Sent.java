package proglog.grpc;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/// Knows whether a call has reached a connection: before that, nothing can have happened at the
/// other end. For many threads.
final class Sent extends ClientStreamTracer.Factory {

    private volatile boolean hasHappened; // only ever becomes true

    boolean hasHappened() {
        return hasHappened;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(
            ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sentHeaders) {
                hasHappened = true;
            }
        };
    }
}
