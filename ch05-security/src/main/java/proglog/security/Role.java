package proglog.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/// What a certificate may be used for.
///
/// ```
/// role     extended key usage        subject alternative names
/// SERVER   serverAuth                its hosts
/// CLIENT   clientAuth                none
/// PEER     serverAuth, clientAuth    its hosts, and the URI proglog:peer
/// ```
enum Role {
    SERVER(true, false),
    CLIENT(false, true),
    PEER(true, true);

    /// The name that makes a certificate a peer's.
    static final String PEER_URI = "proglog:peer";

    static final String SERVER_USAGE = "1.3.6.1.5.5.7.3.1";
    static final String CLIENT_USAGE = "1.3.6.1.5.5.7.3.2";
    private static final int URI_NAME = 6;

    private final boolean serves;
    private final boolean calls;

    Role(boolean serves, boolean calls) {
        this.serves = serves;
        this.calls = calls;
    }

    /// Whether it answers connections.
    boolean serves() {
        return serves;
    }

    /// Whether it opens connections.
    boolean calls() {
        return calls;
    }

    /// Whether a certificate says that its holder is a node of the cluster.
    static boolean isPeer(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null && names.contains(List.of(URI_NAME, PEER_URI));
    }
}
