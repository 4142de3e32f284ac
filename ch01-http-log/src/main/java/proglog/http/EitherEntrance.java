package proglog.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Looks at the first byte of a connection: a TLS handshake has to pass the [Entrance], a request
/// in plaintext goes on as it is.
///
/// Neither can be taken for the other: a handshake begins with the byte 22, a request with a
/// letter. For one connection only, on its event loop.
final class EitherEntrance extends ByteToMessageDecoder {

    private static final int HANDSHAKE = 22; // RFC 8446, 5.1

    private final Entrance entrance;

    EitherEntrance(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
        if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE) {
            context.pipeline().replace(this, null, entrance.handler());
        } else {
            context.pipeline().remove(this);
        }
    }
}
