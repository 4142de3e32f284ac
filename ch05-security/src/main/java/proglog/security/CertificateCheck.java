package proglog.security;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Decides whether the other end's certificate will do: what the JDK checks, then, among nodes, the
/// peer's role and its address. What is refused is refused in plain words.
///
/// Immutable.
final class CertificateCheck extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager pkix;
    private final CertificateComplaint complaint;
    private final boolean onlyPeers;

    private CertificateCheck(
            X509ExtendedTrustManager pkix, CertificateComplaint complaint, boolean onlyPeers) {
        this.pkix = pkix;
        this.complaint = complaint;
        this.onlyPeers = onlyPeers;
    }

    static CertificateCheck of(TlsMaterial material, boolean onlyPeers) throws IOException {
        return new CertificateCheck(
                pkix(material.authorities()),
                new CertificateComplaint(material.authorities(), material.authorityFile()),
                onlyPeers);
    }

    private static X509ExtendedTrustManager pkix(List<X509Certificate> authorities)
            throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry(Integer.toString(store.size()), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("the JDK has no extended trust manager");
        } catch (GeneralSecurityException failure) {
            throw new IOException("the authority cannot be used: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            pkix.checkClientTrusted(chain, authType, engine);
        } catch (CertificateException refused) {
            throw complaint.explain(chain, Role.CLIENT, engine, refused);
        }
        if (onlyPeers) {
            requirePeer(chain[0]);
            PeerAddress.require(chain[0], engine.getPeerHost());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            pkix.checkServerTrusted(chain, authType, engine); // the host name too
        } catch (CertificateException refused) {
            throw complaint.explain(chain, Role.SERVER, engine, refused);
        }
        if (onlyPeers) {
            requirePeer(chain[0]);
        }
    }

    private static void requirePeer(X509Certificate certificate) throws CertificateException {
        if (!Role.isPeer(certificate)) {
            throw new RefusedCertificateException(
                    "certificate %s is not a peer's: it lacks the name %s"
                            .formatted(CertificateComplaint.name(certificate), Role.PEER_URI));
        }
    }

    /// None: a client shall present what it has, and be told what is wrong with it.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw onlyEngines();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw onlyEngines();
    }

    private static CertificateException onlyEngines() {
        return new CertificateException("without an SSLEngine no host name can be checked");
    }
}
