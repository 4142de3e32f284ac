package proglog.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What TLS files hold, checked: who we are, if anyone, and whom we believe.
record TlsMaterial(
        Optional<Identity> identity, List<X509Certificate> authorities, Path authorityFile) {

    private static final Logger logger = LoggerFactory.getLogger(TlsMaterial.class);
    private static final byte[] PROBE =
            "does the key fit the certificate?".getBytes(StandardCharsets.UTF_8);

    TlsMaterial {
        authorities = List.copyOf(authorities);
    }

    static TlsMaterial parse(TlsFiles files, FileContents contents) throws IOException {
        List<X509Certificate> chain = PemFile.in(contents, files.certificate()).certificates();
        PrivateKey key = PemFile.in(contents, files.key()).privateKey();
        if (!fits(key, chain.getFirst())) {
            throw new IOException("%s does not fit %s".formatted(files.key(), files.certificate()));
        }
        warnIfOthersCanRead(files.key());
        return new TlsMaterial(
                Optional.of(new Identity(chain, key)),
                PemFile.in(contents, files.authority()).certificates(),
                files.authority());
    }

    static TlsMaterial parse(Path authority, FileContents contents) throws IOException {
        return new TlsMaterial(
                Optional.empty(), PemFile.in(contents, authority).certificates(), authority);
    }

    // What the one signs the other verifies: this holds for every kind of key.
    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // keys of different kinds
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm(); // such as Ed25519
        };
    }

    // No reason to refuse: mounted secrets are often readable by all who are inside the container.
    private static void warnIfOthersCanRead(Path key) throws IOException {
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                logger.warn(
                        "{} can be read by everyone on this machine; chmod 600 it",
                        LogText.of(key.toString()));
            }
        }
    }
}
