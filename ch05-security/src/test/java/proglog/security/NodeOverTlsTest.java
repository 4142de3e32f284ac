package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import proglog.InMemoryLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.NodeClient;

/// The certificates of `proglog certs`, and TLS as another library (OpenSSL) speaks it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npm is a script of another kind there")
final class NodeOverTlsTest {

    @TempDir private Path folder;

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void aClientInAnotherLanguageDoesAllThereIsToDo() throws IOException, InterruptedException {
        NodeClient client = NodeClient.install(Path.of("target", "node"));
        makeCertificates();

        assertThat(complaints(client, "root")).isEmpty();
    }

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void isDeniedWhatTheListDoesNotAllow() throws IOException, InterruptedException {
        NodeClient client = NodeClient.install(Path.of("target", "node"));
        makeCertificates();

        assertThat(complaints(client, "nobody"))
                .first()
                .asString()
                .contains("7 PERMISSION_DENIED: nobody is not permitted to produce to *");
    }

    private void makeCertificates() {
        assertThat(CertsCommand.commandLine().execute("--dir", folder.toString())).isZero();
    }

    private List<String> complaints(NodeClient client, String name)
            throws IOException, InterruptedException {
        TlsFiles files = TlsFiles.in(folder, name);
        AccessListFiles list =
                AccessListFiles.in(
                        folder, AccessListFiles.PLAIN, AccessListFiles.shipped("policy.csv"));
        try (MutualTls tls = MutualTls.open(TlsFiles.in(folder, "server"));
                CasbinAuthorizer rules = list.open();
                InMemoryLog log = new InMemoryLog();
                LogServer server =
                        LogServer.builder()
                                .credentials(tls.server())
                                .intercept(new Authentication())
                                .intercept(new Authorization(rules))
                                .serve(new LogService(log))
                                .start(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral("127.0.0.1"), 0))) {
            return client.complaints(
                    server.address(), files.authority(), files.certificate(), files.key());
        }
    }
}
