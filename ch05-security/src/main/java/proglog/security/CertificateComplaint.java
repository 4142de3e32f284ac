package proglog.security;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;

/// Says in plain words what is wrong with a certificate that the JDK refused.
///
/// Immutable.
record CertificateComplaint(List<X509Certificate> authorities, Path authorityFile) {

    /// The refusal again, better worded; what caused it decides, as before, which alert is sent.
    CertificateException explain(
            X509Certificate[] chain, Role role, SSLEngine engine, CertificateException refused) {
        String of = engine.getUseClientMode() ? " of " + remote(engine) : "";
        return new RefusedCertificateException(
                "certificate %s%s %s"
                        .formatted(name(chain[0]), of, reason(chain, role, engine, refused)),
                Stream.iterate((Throwable) refused, cause -> cause != null, Throwable::getCause)
                        .filter(CertPathValidatorException.class::isInstance)
                        .findFirst()
                        .orElse(refused));
    }

    /// A certificate's name, which a stranger chose.
    static String name(X509Certificate certificate) {
        return LogText.of(certificate.getSubjectX500Principal().getName());
    }

    private static String remote(SSLEngine engine) {
        return LogText.of(engine.getPeerHost() + ":" + engine.getPeerPort());
    }

    private String reason(
            X509Certificate[] chain, Role role, SSLEngine engine, CertificateException refused) {
        X509Certificate certificate = chain[0];
        if (!isSignedByAuthority(chain[chain.length - 1])) {
            return "is not signed by " + LogText.of(authorityFile.toString());
        }
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException _) {
            return "expired at " + certificate.getNotAfter().toInstant();
        } catch (CertificateNotYetValidException _) {
            return "is not valid before " + certificate.getNotBefore().toInstant();
        }
        if (!isMadeFor(role, certificate)) {
            return role == Role.SERVER ? "is not made for servers" : "is not made for clients";
        }
        return role == Role.SERVER && isAboutNames(refused)
                ? "is not for the host name " + LogText.of(engine.getPeerHost())
                : "is refused: " + LogText.of(String.valueOf(refused.getMessage()));
    }

    private boolean isSignedByAuthority(X509Certificate last) {
        return authorities.stream().anyMatch(authority -> isSignedBy(authority, last));
    }

    private static boolean isSignedBy(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static boolean isMadeFor(Role role, X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null
                    || usages.contains(role == Role.SERVER ? Role.SERVER_USAGE : Role.CLIENT_USAGE);
        } catch (CertificateParsingException _) {
            return false;
        }
    }

    // The JDK says so in a plain CertificateException without a cause.
    private static boolean isAboutNames(CertificateException refused) {
        return refused.getClass() == CertificateException.class && refused.getCause() == null;
    }
}
