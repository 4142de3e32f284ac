package proglog.consensus.atomix;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What nodes ask of each other. The first six are Raft's messages as Atomix encodes them; the
/// others are ours, and what Atomix has no message for.
enum Call {
    APPEND,
    CONFIGURE,
    INSTALL,
    POLL,
    VOTE,
    TRANSFER,
    /// To the leader: an index that everything acknowledged so far is at or below.
    BARRIER,
    /// From the leader: get yourself elected.
    TAKE_OVER;

    /// The gRPC service they belong to.
    static final String SERVICE = "proglog.consensus.atomix.Peer";

    /// A new one: keep it.
    MethodDescriptor<byte[], byte[]> method() {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name()))
                .setRequestMarshaller(new Plain())
                .setResponseMarshaller(new Plain())
                .build();
    }

    private static final class Plain implements Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
