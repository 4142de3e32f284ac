package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.RpcRequests;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One of Raft's messages on its way, and the call that it is a part of. Immutable.
///
///     | id: 8 bytes | length of name: 1 byte | name: ASCII | message: protobuf |
///
/// Only the messages of Raft itself are known here, none of those by which JRaft lets anyone
/// administer a group.
record Frame(long id, Message message) {

    private static final int NAME_AT = Long.BYTES + 1;

    private static final Map<String, Message> KNOWN =
            Stream.<Message>of(
                            RpcRequests.PingRequest.getDefaultInstance(),
                            RpcRequests.ErrorResponse.getDefaultInstance(),
                            RpcRequests.RequestVoteRequest.getDefaultInstance(),
                            RpcRequests.RequestVoteResponse.getDefaultInstance(),
                            RpcRequests.AppendEntriesRequest.getDefaultInstance(),
                            RpcRequests.AppendEntriesResponse.getDefaultInstance(),
                            RpcRequests.ReadIndexRequest.getDefaultInstance(),
                            RpcRequests.ReadIndexResponse.getDefaultInstance(),
                            RpcRequests.TimeoutNowRequest.getDefaultInstance(),
                            RpcRequests.TimeoutNowResponse.getDefaultInstance(),
                            RpcRequests.InstallSnapshotRequest.getDefaultInstance(),
                            RpcRequests.InstallSnapshotResponse.getDefaultInstance(),
                            RpcRequests.GetFileRequest.getDefaultInstance(),
                            RpcRequests.GetFileResponse.getDefaultInstance())
                    .collect(Collectors.toUnmodifiableMap(Frame::name, Function.identity()));

    /// Entries of the log.
    static final MethodDescriptor<Frame, Frame> APPEND = method("Append");

    /// Everything else: heartbeats and votes must not wait behind entries.
    static final MethodDescriptor<Frame, Frame> CONTROL = method("Control");

    private static MethodDescriptor<Frame, Frame> method(String name) {
        return MethodDescriptor.<Frame, Frame>newBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .setFullMethodName(
                        MethodDescriptor.generateFullMethodName("proglog.consensus.Raft", name))
                .setRequestMarshaller(new Marshaller())
                .setResponseMarshaller(new Marshaller())
                .build();
    }

    /// Whether `message` brings entries, or asks where they should go on; a heartbeat does neither.
    static boolean isAppend(Message message) {
        return message instanceof RpcRequests.AppendEntriesRequest request
                && (request.getEntriesCount() > 0 || request.hasData());
    }

    /// What kind of message it is.
    String name() {
        return name(message);
    }

    private static String name(Message message) {
        return message.getDescriptorForType().getName();
    }

    /// How many bytes it has.
    int size() {
        return NAME_AT + name().length() + message.getSerializedSize();
    }

    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size());
        writeTo(bytes);
        return bytes.toByteArray();
    }

    void writeTo(OutputStream target) throws IOException {
        byte[] name = name().getBytes(StandardCharsets.US_ASCII);
        byte[] head = new byte[NAME_AT + name.length];
        ByteBuffer.wrap(head).putLong(id).put((byte) name.length).put(name);
        target.write(head);
        message.writeTo(target);
    }

    private static Frame decode(byte[] bytes) throws IOException {
        if (bytes.length < NAME_AT
                || bytes.length < NAME_AT + Byte.toUnsignedInt(bytes[Long.BYTES])) {
            throw new IOException("a frame of %d bytes".formatted(bytes.length));
        }
        int length = Byte.toUnsignedInt(bytes[Long.BYTES]);
        String name = new String(bytes, NAME_AT, length, StandardCharsets.US_ASCII);
        Message known = KNOWN.get(name);
        if (known == null) {
            throw new IOException("a message of an unknown kind");
        }
        int begin = NAME_AT + length;
        CodedInputStream input =
                UnsafeByteOperations.unsafeWrap(bytes, begin, bytes.length - begin).newCodedInput();
        input.enableAliasing(true); // entries are not copied out of `bytes`, which never change
        return new Frame(
                ByteBuffer.wrap(bytes).getLong(), known.getParserForType().parseFrom(input));
    }

    private static final class Marshaller implements MethodDescriptor.Marshaller<Frame> {

        @Override
        public InputStream stream(Frame frame) {
            return new FrameStream(frame);
        }

        @Override
        public Frame parse(InputStream stream) {
            try {
                return decode(bytes(stream));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        // All at once, when it is known how many there are.
        private static byte[] bytes(InputStream stream) throws IOException {
            if (!(stream instanceof KnownLength)) {
                return stream.readAllBytes();
            }
            byte[] bytes = new byte[stream.available()];
            return stream.readNBytes(bytes, 0, bytes.length) == bytes.length
                    ? bytes
                    : new byte[0]; // which is no frame
        }
    }
}
