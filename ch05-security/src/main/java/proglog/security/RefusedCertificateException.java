package proglog.security;

import java.security.cert.CertificateException;

/// Why a certificate will not do, in plain words that are safe to log: names in it are escaped.
final class RefusedCertificateException extends CertificateException {

    RefusedCertificateException(String message) {
        super(message);
    }

    RefusedCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
