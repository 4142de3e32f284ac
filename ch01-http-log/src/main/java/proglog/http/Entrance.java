package proglog.http;

import io.netty.channel.ChannelHandler;

/// Makes what a connection that begins with a TLS handshake has to pass first.
///
/// For many threads.
@FunctionalInterface
public interface Entrance {

    /// The first handler of one connection; from there on it reads plaintext.
    ChannelHandler handler();
}
