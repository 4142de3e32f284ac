package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not usual in a file is read as well, if it can be.
final class PemFileTest {

    private static final Path FILE = Path.of("file.pem");

    private final Identity server;

    PemFileTest(@TempDir Path folder) {
        server = Pki.in(folder).identity("server", Role.SERVER, Pki.NOW, "127.0.0.1");
    }

    @Test
    void mayHoldAKeyAndItsCertificates() throws IOException {
        String key = PemFile.textOf(server.key());
        String certificate = PemFile.textOf(server.certificate());
        PemFile file = new PemFile(FILE, certificate + key + certificate);

        assertThat(file.certificates()).containsExactly(server.certificate(), server.certificate());
        assertThat(file.privateKey()).isEqualTo(server.key());
    }

    @Test
    void mustHoldWhatIsAskedFor() {
        PemFile onlyAKey = new PemFile(FILE, PemFile.textOf(server.key()));
        PemFile onlyACertificate = new PemFile(FILE, PemFile.textOf(server.certificate()));

        assertThatThrownBy(onlyAKey::certificates)
                .isInstanceOf(IOException.class)
                .hasMessage("file.pem holds no certificate");
        assertThatThrownBy(onlyACertificate::privateKey)
                .isInstanceOf(IOException.class)
                .hasMessage("file.pem holds no private key");
    }
}
