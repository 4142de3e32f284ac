package proglog.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/// Reads each message into one array, of which its byte strings are parts: gRPC's own copies every
/// one of them. Nobody changes that array. Writes as gRPC does. Immutable.
///
/// @param usual gRPC's own
/// @param parser of the messages
record SharingMarshaller<T>(Marshaller<T> usual, Parser<? extends T> parser)
        implements Marshaller<T> {

    /// One that reads what `usual` reads; `usual` itself when it does not say of what kind that is.
    // A parser of a prototype makes what the prototype is.
    @SuppressWarnings("unchecked")
    static <T> Marshaller<T> of(Marshaller<T> usual) {
        return usual instanceof PrototypeMarshaller<T> typed
                        && typed.getMessagePrototype() instanceof MessageLite prototype
                ? new SharingMarshaller<>(usual, (Parser<T>) prototype.getParserForType())
                : usual;
    }

    @Override
    public InputStream stream(T message) {
        return usual.stream(message);
    }

    @Override
    public T parse(InputStream stream) {
        try {
            // Of an array that it takes for changeable it would copy all parts.
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes(stream)).newCodedInput();
            input.enableAliasing(true);
            T message = parser.parseFrom(input);
            input.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException failure) {
            throw Status.INTERNAL
                    .withDescription("the message cannot be read")
                    .withCause(failure)
                    .asRuntimeException();
        } catch (IOException failure) {
            throw Status.INTERNAL.withCause(failure).asRuntimeException();
        }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        if (!(stream instanceof KnownLength)) {
            return stream.readAllBytes(); // it was compressed
        }
        byte[] bytes = new byte[stream.available()];
        int read = stream.readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length) {
            throw new IOException(
                    "a message of %d bytes ends after %d".formatted(bytes.length, read));
        }
        return bytes;
    }
}
