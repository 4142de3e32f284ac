package proglog.security;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import proglog.Task;

/// One TLS configuration for each mode, made of the same files.
///
/// Immutable. A change of the files makes new ones: what was negotiated under the old files cannot
/// be resumed under the new ones.
final class TlsContexts {

    private static final String VERSION = "TLSv1.3";

    // A ticket may not live longer than seven days (RFC 8446, 4.6.1), so a server whose sessions
    // would
    // sends none. Nothing can then be resumed: every connection shows its certificates.
    private static final long LONGER_THAN_ANY_TICKET_SECONDS = 7 * 24 * 60 * 60 + 1;

    private final Map<TlsMode, SslContext> byMode;

    private TlsContexts(Map<TlsMode, SslContext> byMode) {
        this.byMode = byMode;
    }

    static TlsContexts of(TlsMaterial material) throws IOException {
        return of(material, EnumSet.allOf(TlsMode.class));
    }

    /// Those for `modes`, as far as there is a certificate for them.
    static TlsContexts of(TlsMaterial material, Set<TlsMode> modes) throws IOException {
        Map<TlsMode, SslContext> byMode = new EnumMap<>(TlsMode.class);
        for (TlsMode mode : modes) {
            if (material.identity().isPresent() || mode == TlsMode.CLIENT) {
                byMode.put(mode, context(mode, material));
            }
        }
        return new TlsContexts(byMode);
    }

    SslContext of(TlsMode mode) {
        SslContext context = byMode.get(mode);
        if (context == null) {
            throw new IllegalStateException("%s needs a certificate of its own".formatted(mode));
        }
        return context;
    }

    @Task("5.2")
    private static SslContext context(TlsMode mode, TlsMaterial material) throws IOException {
        SslContextBuilder builder =
                mode.accepts() ? SslContextBuilder.forServer(keys(material)) : forClient(material);
        builder.protocols(VERSION)
                .trustManager(CertificateCheck.of(material, mode.onlyPeers()))
                .clientAuth(mode.clientAuth())
                .sessionTimeout(LONGER_THAN_ANY_TICKET_SECONDS);
        if (mode.speaksGrpc()) {
            GrpcSslContexts.configure(builder, SslProvider.JDK);
        } else {
            builder.sslProvider(SslProvider.JDK);
        }
        try {
            return builder.build();
        } catch (SSLException failure) {
            throw new IOException(
                    "%s and what belongs to it cannot be used: %s"
                            .formatted(material.authorityFile(), failure.getMessage()),
                    failure);
        }
    }

    private static SslContextBuilder forClient(TlsMaterial material) {
        SslContextBuilder builder =
                SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
        return material.identity().isPresent() ? builder.keyManager(keys(material)) : builder;
    }

    /// Presents the one certificate there is, whoever asks: so that the other end can say why it
    /// does not like it, instead of seeing none.
    private static KeyManager keys(TlsMaterial material) {
        Identity identity = material.identity().orElseThrow();
        var keys = new AdvancedTlsX509KeyManager();
        keys.updateIdentityCredentials(
                identity.chain().toArray(X509Certificate[]::new), identity.key());
        return keys;
    }
}
