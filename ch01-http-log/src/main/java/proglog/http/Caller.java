package proglog.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Who sent a request, as far as its connection tells. Immutable.
///
/// @param address where the connection comes from
/// @param certificate what the client proved to be, if it came over TLS and showed one
public record Caller(InetSocketAddress address, Optional<X509Certificate> certificate) {

    /// Somebody of whom nothing is known.
    public static final Caller UNKNOWN =
            new Caller(InetSocketAddress.createUnresolved("unknown", 0), Optional.empty());

    /// Whether the connection comes from this machine.
    public boolean isLocal() {
        InetAddress from = address.getAddress();
        return from != null && from.isLoopbackAddress();
    }

    /// Whoever is at the other end of the connection with these handlers.
    static Caller of(ChannelPipeline connection) {
        SslHandler tls = connection.get(SslHandler.class);
        return new Caller(
                (InetSocketAddress) connection.channel().remoteAddress(),
                tls == null ? Optional.empty() : certificate(tls.engine().getSession()));
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty(); // it showed none
        }
    }
}
