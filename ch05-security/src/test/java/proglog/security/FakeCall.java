package proglog.security;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A call without a network. As strict as the real one: it fails when it is used after its end.
final class FakeCall extends ServerCall<String, String> {

    private final MethodDescriptor<String, String> method;
    final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile Status status = Status.UNKNOWN; // written by the one thread that closes
    private volatile boolean closed; // the same

    private FakeCall(MethodDescriptor<String, String> method) {
        this.method = method;
    }

    static FakeCall to(String method) {
        MethodType type = method.endsWith("Stream") ? MethodType.BIDI_STREAMING : MethodType.UNARY;
        return new FakeCall(
                MethodDescriptor.<String, String>newBuilder()
                        .setFullMethodName(method)
                        .setType(type)
                        .setRequestMarshaller(new NoMarshaller())
                        .setResponseMarshaller(new NoMarshaller())
                        .build());
    }

    /// `PERMISSION_DENIED: why`, or `open`.
    String end() {
        return closed ? status.getCode() + ": " + status.getDescription() : "open";
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {
        checkOpen();
    }

    @Override
    public void sendMessage(String message) {
        checkOpen();
        sent.add(message);
    }

    @Override
    public void close(Status end, Metadata trailers) {
        checkOpen();
        status = end;
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the call is closed");
        }
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public MethodDescriptor<String, String> getMethodDescriptor() {
        return method;
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.newBuilder()
                .set(
                        Grpc.TRANSPORT_ATTR_REMOTE_ADDR,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711))
                .build();
    }

    private static final class NoMarshaller implements MethodDescriptor.Marshaller<String> {

        @Override
        public InputStream stream(String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String parse(InputStream stream) {
            throw new UnsupportedOperationException();
        }
    }
}
