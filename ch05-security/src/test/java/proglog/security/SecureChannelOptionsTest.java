package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// As whom a command calls a server.
final class SecureChannelOptionsTest {

    private final Path folder;

    SecureChannelOptionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isNobodyInPlaintext() throws IOException {
        assertThat(options().credentials()).isInstanceOf(InsecureChannelCredentials.class);

        assertThatThrownBy(() -> options("--as", "bob").credentials())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--as needs --certs: plaintext names nobody");
    }

    @Test
    void isRootUnlessItSaysWho() throws IOException {
        String certificates = folder.toString();
        assertThatThrownBy(() -> options("--certs", certificates).credentials())
                .isInstanceOf(IOException.class)
                .hasMessage("%s does not exist", folder.resolve("root.pem"));
        Pki.in(folder).issue("bob", Role.CLIENT);

        assertThat(options("--certs", certificates, "--as", "bob").credentials())
                .isNotInstanceOf(InsecureChannelCredentials.class);
    }

    @Test
    void needsAFolderOfCertificates() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> options("--certs", none.toString()).credentials())
                .isInstanceOf(IOException.class)
                .hasMessage("no folder %s with certificates: make it with ./proglog certs", none);
    }

    private static SecureChannelOptions options(String... arguments) {
        return CommandLine.populateCommand(new SecureChannelOptions(), arguments);
    }
}
