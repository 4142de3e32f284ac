package proglog.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What files usually hold, read by the JDK alone: certificates, or one key in PKCS#8. It knows
/// nothing else, and finds no fault with it either: BouncyCastle reads the rest and says what is
/// wrong, but takes most of a second to be loaded, in every command and every node.
///
/// Immutable.
record PlainPem(String text) {

    private static final Pattern PART =
            Pattern.compile("-----BEGIN ([^-]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    /// All certificates, if there is nothing but certificates.
    Optional<List<X509Certificate>> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] part : parts("CERTIFICATE")) {
                certificates.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(part)));
            }
        } catch (CertificateException | IllegalArgumentException _) {
            return Optional.empty();
        }
        return certificates.isEmpty() ? Optional.empty() : Optional.of(certificates);
    }

    /// The key, if there is nothing but one.
    Optional<PrivateKey> privateKey() {
        try {
            List<byte[]> parts = parts("PRIVATE KEY");
            return parts.size() == 1 ? key(parts.getFirst()) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> key(byte[] encoded) throws NoSuchAlgorithmException {
        for (String algorithm : ALGORITHMS) {
            try {
                PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
            } catch (InvalidKeySpecException _) {
                // it is a key for another algorithm
            }
        }
        return Optional.empty();
    }

    // What all parts hold, if each of them is a `type`.
    private List<byte[]> parts(String type) {
        List<byte[]> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (!matcher.group(1).equals(type) || hasMore(end, matcher.start())) {
                return List.of();
            }
            parts.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            end = matcher.end();
        }
        return hasMore(end, text.length()) ? List.of() : parts;
    }

    private boolean hasMore(int from, int to) {
        return text.substring(from, to).contains("-----");
    }
}
