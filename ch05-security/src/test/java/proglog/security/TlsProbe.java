package proglog.security;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A client that believes anyone, to look at what a server does.
final class TlsProbe {

    private static final int PATIENCE_MILLIS = 20_000;

    private final SSLContext context;
    private final Credulous trust;

    private TlsProbe(SSLContext context, Credulous trust) {
        this.context = context;
        this.trust = trust;
    }

    static TlsProbe create() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Credulous trust = new Credulous();
            context.init(null, new TrustManager[] {trust}, null);
            return new TlsProbe(context, trust);
        } catch (GeneralSecurityException fault) {
            throw new AssertionError(fault);
        }
    }

    /// Shakes hands under one version of TLS; the caller closes the socket.
    SSLSocket connect(int port, String version) throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(here, port);
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /// The serial number of the certificate that the server shows now.
    BigInteger serial(int port) throws IOException {
        try (SSLSocket socket = connect(port, "TLSv1.3")) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSerialNumber();
        }
    }

    /// How often a server showed a certificate: not when a session was resumed.
    int certificatesChecked() {
        return trust.checked.get();
    }

    private static final class Credulous implements X509TrustManager {

        private final AtomicInteger checked = new AtomicInteger();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            checked.incrementAndGet();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
