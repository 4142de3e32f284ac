package proglog.discovery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.MessageToMessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import proglog.Bytes;

/// Frames ↔ bytes, without the length, which other handlers care for. For one connection only.
final class FrameCodec extends MessageToMessageCodec<ByteBuf, Frame> {

    /// The longest frame that is read; hundreds of members fit into one.
    static final int MAX_BYTES = 1 << 20;

    private static final int VERSION = 1;
    private static final int HELLO = 1;
    private static final int REFUSED = 2;
    private static final int REQUEST = 3;
    private static final int REPLY = 4;
    private static final int FAILURE = 5;
    private static final int MESSAGE = 6;
    private static final int MAX_TEXT_BYTES = 1024;

    @Override
    protected void encode(ChannelHandlerContext context, Frame frame, List<Object> out) {
        ByteBuf buffer = context.alloc().buffer();
        switch (frame) {
            case Hello hello -> {
                buffer.writeByte(HELLO).writeByte(VERSION);
                text(buffer, hello.clusterId());
                text(buffer, hello.name());
                text(buffer, hello.address());
                text(buffer, hello.run());
            }
            case Frame.Refused refused -> text(buffer.writeByte(REFUSED), refused.reason());
            case Frame.Request request -> {
                text(buffer.writeByte(REQUEST).writeLong(request.id()), request.type());
                buffer.writeBytes(request.payload().asByteBuffer());
            }
            case Frame.Reply reply ->
                    buffer.writeByte(REPLY)
                            .writeLong(reply.id())
                            .writeBytes(reply.payload().asByteBuffer());
            case Frame.Failure failure -> buffer.writeByte(FAILURE).writeLong(failure.id());
            case Frame.Message message -> {
                text(buffer.writeByte(MESSAGE), message.type());
                buffer.writeBytes(message.payload().asByteBuffer());
            }
        }
        out.add(buffer);
    }

    private static void text(ByteBuf buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_TEXT_BYTES);
        buffer.writeShort(length).writeBytes(bytes, 0, length);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) {
        try {
            out.add(frame(buffer));
        } catch (IndexOutOfBoundsException _) {
            throw new CorruptedFrameException("a frame ends too early");
        }
    }

    private static Frame frame(ByteBuf buffer) {
        int kind = buffer.readUnsignedByte();
        return switch (kind) {
            case HELLO -> hello(buffer);
            case REFUSED -> new Frame.Refused(text(buffer));
            case REQUEST -> new Frame.Request(buffer.readLong(), text(buffer), rest(buffer));
            case REPLY -> new Frame.Reply(buffer.readLong(), rest(buffer));
            case FAILURE -> new Frame.Failure(buffer.readLong());
            case MESSAGE -> new Frame.Message(text(buffer), rest(buffer));
            default -> throw new CorruptedFrameException("a frame is of the unknown kind " + kind);
        };
    }

    private static Hello hello(ByteBuf buffer) {
        int version = buffer.readUnsignedByte();
        if (version != VERSION) {
            throw new CorruptedFrameException(
                    "it speaks version %d, this is %d".formatted(version, VERSION));
        }
        return new Hello(text(buffer), text(buffer), text(buffer), text(buffer));
    }

    private static String text(ByteBuf buffer) {
        int length = buffer.readUnsignedShort();
        if (length > MAX_TEXT_BYTES) {
            throw new CorruptedFrameException("a text of %d bytes is too long".formatted(length));
        }
        return buffer.readString(length, StandardCharsets.UTF_8);
    }

    private static Bytes rest(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
