package proglog.grpc;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/// Knows how far a call came. Before it reached a connection, nothing can have happened at the
/// other end; and a status says what happened there only if it came from there. For many threads.
final class Sent extends ClientStreamTracer.Factory {

    private volatile boolean hasHappened; // only ever becomes true

    private volatile boolean isAnswered; // only ever becomes true

    /// Whether the call reached a connection.
    boolean hasHappened() {
        return hasHappened;
    }

    /// Whether the server said how it ended, not the connection.
    boolean isAnswered() {
        return isAnswered;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(
            ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sentHeaders) {
                hasHappened = true;
            }

            @Override
            public void inboundTrailers(Metadata trailers) {
                isAnswered = true;
            }
        };
    }
}
