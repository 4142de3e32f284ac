package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;

/// Those who connect and do not even try to be a client of ours.
final class StrangersTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private final LoggedLines logged = LoggedLines.of(HandshakeFailures.class.getName());
    private final MutualTls tls;

    StrangersTest(@TempDir Path folder) throws IOException {
        Pki ours = Pki.in(folder);
        tls = HandshakeCase.open(ours.issue("server", Role.SERVER, "127.0.0.1"));
    }

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void areRefusedWithTls12() throws IOException {
        try (HealthServer server = HealthServer.start(tls.server())) {
            assertThatThrownBy(() -> TlsProbe.create().connect(server.port(), "TLSv1.2").close())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("protocol_version");

            assertLogged("it does not offer TLS 1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u001b[2J ERROR all is lost\n"
            })
    void areDisconnectedWhenTheySpeakPlaintext(String said) throws IOException {
        try (HealthServer server = HealthServer.start(tls.server());
                Socket socket = connect(server)) {
            socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertLogged("it does not speak TLS");
        }
    }

    @Test
    void areDisconnectedWhenTheySayNothing() throws IOException {
        try (HealthServer server = HealthServer.start(tls.server(), 200);
                Socket socket = connect(server)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertLogged("it had not finished the handshake when we closed the connection");
        }
    }

    @Test
    void areDisconnectedWhenTheyStopInMidHandshake() throws IOException {
        try (HealthServer server = HealthServer.start(tls.server(), 200);
                Socket socket = connect(server)) {
            socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0}); // of a ClientHello

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertLogged("it had not finished the handshake when we closed the connection");
        }
    }

    @Test
    void areNotLoggedWhenTheyOnlyLookWhetherThePortIsOpen() throws IOException {
        try (HealthServer server = HealthServer.start(tls.server())) {
            connect(server).close();
            try (Socket socket = connect(server)) {
                socket.getOutputStream().write("plaintext".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }

            assertLogged("it does not speak TLS");
        }
    }

    @Test
    void cannotFloodTheLog() throws IOException {
        try (HealthServer server = HealthServer.start(tls.server())) {
            for (int i = 0; i < 200; i++) {
                try (Socket socket = connect(server)) {
                    socket.getOutputStream().write(new byte[64]);
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            }
        }

        assertThat(logged.lines()).hasSizeBetween(10, 150);
    }

    @Test
    void breakNothingWithNoise() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom chance = new SplittableRandom(seed);
        try (HealthServer server = HealthServer.start(tls.serverForAnyone())) {
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[chance.nextInt(1, 600)];
                chance.nextBytes(noise);
                noise[0] = 22; // a handshake record
                try (Socket socket = connect(server)) {
                    socket.getOutputStream().write(noise);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }

            TlsProbe.create().connect(server.port(), "TLSv1.3").close();
        }
        assertThat(logged.lines()).noneMatch(line -> line.startsWith("stack trace"));
    }

    @Test
    void resumeNothing() throws IOException {
        try (HealthServer server = HealthServer.start(tls.serverForAnyone())) {
            TlsProbe probe = TlsProbe.create();
            for (int i = 0; i < 3; i++) {
                try (SSLSocket socket = probe.connect(server.port(), "TLSv1.3")) {
                    // A ticket would come before the first bytes of HTTP/2.
                    assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
                }
            }

            assertThat(probe.certificatesChecked()).isEqualTo(3);
        }
    }

    private static Socket connect(HealthServer server) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void assertLogged(String reason) {
        Background.until(() -> !logged.lines().isEmpty());
        assertThat(logged.lines())
                .singleElement()
                .asString()
                .startsWith("WARN no TLS with 127.0.0.1:")
                .endsWith(": " + reason);
    }
}
