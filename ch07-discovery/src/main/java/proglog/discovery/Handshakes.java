package proglog.discovery;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/// Questions about the TLS of a connection.
final class Handshakes {

    private Handshakes() {}

    /// Whether the other end has proved to be a node.
    static boolean isDone(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls != null && tls.handshakeFuture().isSuccess();
    }
}
