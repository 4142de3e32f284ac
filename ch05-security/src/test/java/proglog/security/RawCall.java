package proglog.security;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A call of any method with any bytes, and everything that came back, as one text.
final class RawCall extends ClientCall.Listener<byte[]> {

    private final CompletableFuture<String> end = new CompletableFuture<>();
    private Metadata headers = new Metadata(); // written before the end

    /// The status and all metadata of the answer.
    static String answer(
            Channel channel, String method, CallOptions options, Metadata headers, byte[] request)
            throws Exception {
        ClientCall<byte[], byte[]> call = channel.newCall(descriptor(method), options);
        RawCall listener = new RawCall();
        call.start(listener, headers);
        call.request(2);
        call.setMessageCompression(options.getCompressor() != null);
        call.sendMessage(request);
        call.halfClose();
        return listener.end.get(30, TimeUnit.SECONDS);
    }

    static MethodDescriptor<byte[], byte[]> descriptor(String method) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setFullMethodName(method)
                .setType(MethodType.UNKNOWN)
                .setRequestMarshaller(new Verbatim())
                .setResponseMarshaller(new Verbatim())
                .build();
    }

    @Override
    public void onHeaders(Metadata received) {
        headers = received;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(
                "%s: %s %s %s"
                        .formatted(status.getCode(), status.getDescription(), headers, trailers));
    }

    private static final class Verbatim implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
