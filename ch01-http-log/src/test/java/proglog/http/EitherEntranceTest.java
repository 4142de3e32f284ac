package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Which connections have to pass the entrance.
final class EitherEntranceTest {

    private static final class Door extends ChannelInboundHandlerAdapter {}

    private final EmbeddedChannel channel = new EmbeddedChannel(new EitherEntrance(Door::new));

    @Test
    void aHandshakePassesTheEntranceWithItsFirstByteToo() {
        byte[] handshake = {22, 3, 1, 0, 5};

        assertThat(received(handshake)).containsExactly(handshake);
        assertThat(channel.pipeline().get(Door.class)).isNotNull();
    }

    @Test
    void aRequestInPlaintextGoesOnAsItIs() {
        byte[] request = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(received(request)).containsExactly(request);
        assertThat(channel.pipeline().get(Door.class)).isNull();
        assertThat(channel.pipeline().get(EitherEntrance.class)).isNull();
    }

    @Test
    void oneByteIsEnoughToTell() {
        assertThat(received(new byte[] {22})).containsExactly(22);
        assertThat(channel.pipeline().get(Door.class)).isNotNull();
    }

    private byte[] received(byte[] sent) {
        channel.writeInbound(Unpooled.wrappedBuffer(sent));
        ByteBuf read = channel.readInbound();
        try {
            byte[] bytes = new byte[read.readableBytes()];
            read.readBytes(bytes);
            return bytes;
        } finally {
            read.release();
        }
    }
}
