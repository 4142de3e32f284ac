package proglog.security;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/// Begins each handshake under the newest files; connections that exist are not touched.
///
/// For many threads.
class ReloadedSslContext extends SslContext {

    private final Supplier<SslContext> current;

    ReloadedSslContext(Supplier<SslContext> current) {
        this.current = current;
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return current.get().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
        return current.get().newEngine(allocator, host, port);
    }

    @Override
    public boolean isClient() {
        return current.get().isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return current.get().cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // Netty wants it of every SslContext
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return current.get().applicationProtocolNegotiator();
    }

    @Override
    public SSLSessionContext sessionContext() {
        return current.get().sessionContext();
    }

    /// The same for one connection, whose engine shall know who is at the other end.
    SslContext towards(String host, int port) {
        return new ReloadedSslContext(current) {
            @Override
            public SSLEngine newEngine(ByteBufAllocator allocator) {
                return newEngine(allocator, host, port);
            }
        };
    }
}
