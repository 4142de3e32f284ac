package proglog.security;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Certificates or a private key as text between `-----BEGIN` and `-----END`; every failure names
/// the file.
///
/// Immutable.
record PemFile(Path path, String text) {

    static PemFile in(FileContents contents, Path path) {
        return new PemFile(path, contents.of(path).toUtf8());
    }

    /// All certificates in the file, in its order; at least one.
    List<X509Certificate> certificates() throws IOException {
        Optional<List<X509Certificate>> plain = new PlainPem(text).certificates();
        return plain.isPresent() ? plain.get() : otherCertificates();
    }

    private List<X509Certificate> otherCertificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object part : parts()) {
            if (part instanceof X509CertificateHolder holder) {
                certificates.add(toCertificate(holder));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException(path + " holds no certificate");
        }
        return certificates;
    }

    /// The private key in the file: PKCS#8, or the older form of OpenSSL.
    PrivateKey privateKey() throws IOException {
        Optional<PrivateKey> plain = new PlainPem(text).privateKey();
        return plain.isPresent() ? plain.get() : otherPrivateKey();
    }

    private PrivateKey otherPrivateKey() throws IOException {
        for (Object part : parts()) {
            switch (part) {
                case PrivateKeyInfo key -> {
                    return toPrivateKey(key);
                }
                case PEMKeyPair pair -> {
                    return toPrivateKey(pair.getPrivateKeyInfo());
                }
                case PKCS8EncryptedPrivateKeyInfo _ -> throw encrypted();
                case PEMEncryptedKeyPair _ -> throw encrypted();
                default -> {} // such as the curve's parameters
            }
        }
        throw new IOException(path + " holds no private key");
    }

    static String textOf(X509Certificate certificate) {
        try {
            return write(new PemObject("CERTIFICATE", certificate.getEncoded()));
        } catch (CertificateException fault) {
            throw new IllegalStateException("a certificate cannot be encoded", fault);
        }
    }

    static String textOf(PrivateKey key) {
        return write(new PemObject("PRIVATE KEY", key.getEncoded()));
    }

    private static String write(PemObject object) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        } catch (IOException fault) {
            throw new IllegalStateException("a string cannot be written", fault);
        }
        return text.toString();
    }

    private List<Object> parts() throws IOException {
        List<Object> parts = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
            throw unparsable(failure);
        }
        return parts;
    }

    private X509Certificate toCertificate(X509CertificateHolder holder) throws IOException {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException failure) {
            throw unparsable(failure);
        }
    }

    private PrivateKey toPrivateKey(PrivateKeyInfo key) throws IOException {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (IOException failure) {
            throw unparsable(failure);
        }
    }

    private IOException unparsable(Exception failure) {
        return new IOException(
                "%s cannot be parsed: %s".formatted(path, failure.getMessage()), failure);
    }

    private IOException encrypted() {
        return new IOException(path + " is encrypted; a key without a passphrase is needed");
    }
}
