package proglog.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;

/// Sends an answer piece by piece, each when the one before has left: so a client that does not
/// read costs one piece. For one thread only: the request's.
final class StreamedAnswer implements BodyStream.Sink {

    private static final Logger logger = LoggerFactory.getLogger(StreamedAnswer.class);

    private final ChannelHandlerContext context;

    StreamedAnswer(ChannelHandlerContext context) {
        this.context = context;
    }

    /// Sends `head` and then `body`, but for its end; whether the body is complete.
    boolean send(HttpResponse head, BodyStream body) {
        try {
            await(context.writeAndFlush(head));
            body.writeTo(this);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true; // the server stops: this is where the body ends
        } catch (IOException _) {
            return false; // the client has gone, or took too long to read
        } catch (Throwable failure) { // the outermost frame of the request's thread
            logger.error("a stream failed", failure);
            return false;
        }
    }

    @Override
    public void send(Bytes piece) throws IOException, InterruptedException {
        await(
                context.writeAndFlush(
                        new DefaultHttpContent(Unpooled.wrappedBuffer(piece.asByteBuffer()))));
    }

    private static void await(ChannelFuture sent) throws IOException, InterruptedException {
        sent.await();
        if (!sent.isSuccess()) {
            throw new IOException("the client does not read any more", sent.cause());
        }
    }
}
