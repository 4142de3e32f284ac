package proglog.discovery;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;

/// The handlers between TLS and [Frame]s.
final class Framing {

    private static final int LENGTH_BYTES = 4;

    private Framing() {}

    static void add(ChannelPipeline pipeline) {
        pipeline.addLast(
                new LengthFieldBasedFrameDecoder(
                        FrameCodec.MAX_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
                new LengthFieldPrepender(LENGTH_BYTES),
                new FrameCodec());
    }
}
