package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK reads what is usual, and leaves everything else alone.
final class PlainPemTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsAKey(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        String text = PemFile.textOf(pair.getPrivate());

        assertThat(new PlainPem(text).privateKey()).contains(pair.getPrivate());
        assertThat(new PlainPem("a key:\n" + text).privateKey()).contains(pair.getPrivate());
        assertThat(new PlainPem(text).certificates()).isEmpty();
        assertThat(new PlainPem(text + text).privateKey()).isEmpty();
    }

    @Test
    void readsAllCertificates() throws Exception {
        int code = CertsCommand.commandLine().execute("--dir", folder.toString());
        assertThat(code).isZero();
        String server = Files.readString(folder.resolve("server.pem"));
        String authority = Files.readString(folder.resolve("ca.pem"));

        assertThat(new PlainPem(server + authority).certificates())
                .hasValueSatisfying(all ->
                        assertThat(all.stream().map(PemFile::textOf))
                                .contains(authority)
                                .hasSizeGreaterThan(1));
        assertThat(new PlainPem(server + "-----BEGIN").certificates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PARAMETERS-----\nAAAA\n-----END EC PARAMETERS-----\n",
            })
    void findsNoFaultWithWhatItDoesNotRead(String text) {
        assertThat(new PlainPem(text).certificates()).isEmpty();
        assertThat(new PlainPem(text).privateKey()).isEmpty();
    }
}
