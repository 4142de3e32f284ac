package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MutualTlsTest {

    private final Pki ours;
    private final TlsFiles files;

    MutualTlsTest(@TempDir Path folder) {
        ours = Pki.in(folder);
        files = ours.issue("server", Role.SERVER, "127.0.0.1");
    }

    record Broken(Function<TlsFiles, Path> file, String content, String complaint) {}

    static List<Broken> broken() {
        String garbage =
                """
                -----BEGIN %s-----
                AAAA
                -----END %s-----
                """;
        return List.of(
                new Broken(TlsFiles::certificate, "", " holds no certificate"),
                new Broken(TlsFiles::certificate, "hello", " holds no certificate"),
                new Broken(
                        TlsFiles::certificate,
                        garbage.replace("%s", "CERTIFICATE"),
                        " cannot be parsed: "),
                new Broken(TlsFiles::authority, "", " holds no certificate"),
                new Broken(TlsFiles::key, "", " holds no private key"),
                new Broken(
                        TlsFiles::key, garbage.replace("%s", "PRIVATE KEY"), " cannot be parsed: "),
                new Broken(
                        TlsFiles::key,
                        garbage.replace("%s", "EC PRIVATE KEY"),
                        " cannot be parsed: "));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namesTheFileThatCannotBeUsed(Broken given) {
        Path file = given.file().apply(files);
        Pki.write(file, given.content());

        assertThatThrownBy(() -> MutualTls.open(files))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(file + given.complaint());
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        for (Path file : List.of(files.authority(), files.key(), files.certificate())) {
            Files.delete(file);

            assertThatThrownBy(() -> MutualTls.open(files))
                    .isInstanceOf(IOException.class)
                    .hasMessage("%s does not exist", file);
        }
    }

    @Test
    void refusesAKeyThatDoesNotFitItsCertificate() throws NoSuchAlgorithmException {
        PrivateKey ec = ours.identity("other", Role.SERVER, Pki.NOW).key();
        PrivateKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        for (PrivateKey other : List.of(ec, rsa)) {
            Pki.write(files.key(), PemFile.textOf(other));

            assertThatThrownBy(() -> MutualTls.open(files))
                    .isInstanceOf(IOException.class)
                    .hasMessage("%s does not fit %s", files.key(), files.certificate());
        }
    }

    @Test
    void refusesAKeyWithAPassphrase() {
        Pki.write(
                files.key(),
                """
                -----BEGIN EC PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

                AAAAAAAAAAAAAAAAAAAAAA==
                -----END EC PRIVATE KEY-----
                """);

        assertThatThrownBy(() -> MutualTls.open(files))
                .hasMessage("%s is encrypted; a key without a passphrase is needed", files.key());
    }

    @Test
    void takesAKeyInTheOlderFormOfOpenSsl() throws IOException {
        Identity identity = ours.identity("server", Role.SERVER, Pki.NOW);
        var pkcs8 = PrivateKeyInfo.getInstance(identity.key().getEncoded());
        var older =
                new ECPrivateKey(
                        256,
                        ECPrivateKey.getInstance(pkcs8.parsePrivateKey()).getKey(),
                        SECObjectIdentifiers.secp256r1);
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("EC PRIVATE KEY", older.getEncoded()));
        }
        Pki.overwrite(files, identity);
        Pki.write(files.key(), text.toString());

        MutualTls.open(files).close();
    }

    @Test
    void warnsOfAKeyThatEveryoneCanRead() throws IOException {
        try (LoggedLines logged = LoggedLines.of(TlsMaterial.class.getName())) {
            MutualTls.open(files).close();
            assertThat(logged.lines()).isEmpty();

            Files.setPosixFilePermissions(
                    files.key(), PosixFilePermissions.fromString("rw-r--r--"));
            MutualTls.open(files).close();

            assertThat(logged.lines())
                    .containsExactly(
                            "WARN %s can be read by everyone on this machine; chmod 600 it"
                                    .formatted(files.key()));
        }
    }

    @Test
    void looksAtItsFilesUntilItIsClosed() throws IOException {
        MutualTls tls = MutualTls.open(files);
        assertThat(isLookedAt(files.key())).isTrue();

        tls.close();

        assertThat(isLookedAt(files.key())).isFalse();
    }

    /// Whether there is a thread that says so in its name.
    private static boolean isLookedAt(Path file) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name -> name.startsWith("reload ") && name.contains(file.toString()));
    }

    @Test
    void makesNoServerWithoutACertificate() throws IOException {
        try (MutualTls tls = MutualTls.openAnonymous(ours.authorityFile())) {
            assertThatThrownBy(tls::server)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SERVER needs a certificate of its own");
        }
    }
}
