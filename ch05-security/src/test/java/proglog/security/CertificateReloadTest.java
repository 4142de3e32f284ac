package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

final class CertificateReloadTest {

    private static final String HERE = "127.0.0.1";
    private static final Duration NEVER = Duration.ofDays(1);

    private final Path folder;
    private final Pki ours;

    CertificateReloadTest(@TempDir Path folder) {
        this.folder = folder;
        this.ours = Pki.in(folder.resolve("ours"));
    }

    @Test
    void showsTheNewCertificateToTheNextConnection() throws IOException {
        TlsFiles files = ours.issue("server", Role.SERVER, HERE);
        try (MutualTls tls = MutualTls.open(files, NEVER);
                HealthServer server = HealthServer.start(tls.server());
                HealthClient client = connect(server)) {
            client.call();
            Identity next = ours.identity("server", Role.SERVER, Pki.NOW, HERE);

            Pki.overwrite(files, next);
            assertThat(tls.check()).isTrue();

            assertThat(TlsProbe.create().serial(server.port())).isEqualTo(serial(next));
            client.call(); // on the connection it had
        }
    }

    @Test
    void failsNoCallWhileTheCertificateIsSwapped() throws Exception {
        TlsFiles files = ours.issue("server", Role.SERVER, HERE);
        ChannelCredentials root = open(ours.issue("root", Role.CLIENT)).client();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger connections = new AtomicInteger();
        try (MutualTls tls = MutualTls.open(files, Duration.ofMillis(1));
                HealthServer server = HealthServer.start(tls.server())) {
            List<Background<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                callers.add(
                        Background.start(
                                () -> callUntil(enough, server.port(), root, connections)));
            }

            for (int swap = 0; swap < 10; swap++) {
                Identity next = ours.identity("server", Role.SERVER, Pki.NOW, HERE);
                Pki.overwrite(files, next); // the key comes first: a set that does not fit
                awaitShown(server.port(), next);
                int seen = connections.get();
                Background.until(() -> connections.get() >= seen + 3);
            }
            enough.set(true);

            for (Background<Integer> caller : callers) {
                assertThat(caller.result()).isPositive();
            }
        }
    }

    @Test
    void keepsTheOldSetWhileTheNewOneIsHalfWritten() throws IOException {
        TlsFiles files = ours.issue("server", Role.SERVER, HERE);
        BigInteger old;
        Identity next = ours.identity("server", Role.SERVER, Pki.NOW, HERE);
        try (MutualTls tls = MutualTls.open(files, NEVER);
                HealthServer server = HealthServer.start(tls.server());
                LoggedLines logged = LoggedLines.of(ReloadedFiles.class.getName())) {
            old = TlsProbe.create().serial(server.port());
            String certificate = PemFile.textOf(next.certificate());

            Pki.write(files.key(), PemFile.textOf(next.key()));
            assertThat(tls.check()).isFalse();
            Pki.write(files.certificate(), certificate.substring(0, certificate.length() / 2));
            assertThat(tls.check()).isFalse();
            Files.delete(files.certificate());
            assertThat(tls.check()).isFalse();
            assertThat(TlsProbe.create().serial(server.port())).isEqualTo(old);
            Pki.write(files.certificate(), certificate);
            assertThat(tls.check()).isTrue();

            assertThat(TlsProbe.create().serial(server.port())).isEqualTo(serial(next));
            assertThat(logged.lines()).hasSize(4);
            assertThat(logged.lines().get(0))
                    .startsWith("WARN ")
                    .endsWith(": %s does not fit %s".formatted(files.key(), files.certificate()));
            assertThat(logged.lines().get(1))
                    .contains(": %s cannot be parsed: ".formatted(files.certificate()));
            assertThat(logged.lines().get(2)).endsWith(files.certificate() + " does not exist");
            assertThat(logged.lines().get(3)).endsWith(" changed and is in force");
        }
    }

    @Test
    void believesTheNewAuthorityAndNoLongerTheOldOne() throws IOException {
        Pki others = Pki.in(folder.resolve("others"));
        TlsFiles files = ours.issue("server", Role.SERVER, HERE);
        TlsFiles eve = others.issue("eve", Role.CLIENT);
        MutualTls eveTls = open(new TlsFiles(eve.certificate(), eve.key(), ours.authorityFile()));
        MutualTls rootTls = open(ours.issue("root", Role.CLIENT));
        // a copy: the clients go on believing in the first authority
        Path believed = folder.resolve("believed.pem");
        Files.copy(ours.authorityFile(), believed);
        try (MutualTls tls =
                        MutualTls.open(
                                new TlsFiles(files.certificate(), files.key(), believed), NEVER);
                HealthServer server = HealthServer.start(tls.server());
                HealthClient before = HealthClient.connect(server.port(), rootTls.client())) {
            before.call();

            Files.copy(others.authorityFile(), believed, StandardCopyOption.REPLACE_EXISTING);
            assertThat(tls.check()).isTrue();

            before.call(); // connections that exist go on
            assertThat(complaint(server, rootTls)).contains("certificate_unknown");
            assertThat(complaint(server, eveTls)).isEmpty();
        }
    }

    @Test
    void presentsAClientsNewCertificateToTheNextConnection() throws IOException {
        TlsFiles files = ours.issue("root", Role.CLIENT, Pki.PAST);
        try (HealthServer server =
                        HealthServer.start(open(ours.issue("server", Role.SERVER, HERE)).server());
                MutualTls tls = MutualTls.open(files, NEVER)) {
            assertThat(complaint(server, tls)).contains("certificate_unknown");

            Pki.overwrite(files, ours.identity("root", Role.CLIENT, Pki.NOW));
            assertThat(tls.check()).isTrue();

            assertThat(complaint(server, tls)).isEmpty();
        }
    }

    private static int callUntil(
            AtomicBoolean enough, int port, ChannelCredentials root, AtomicInteger connections) {
        int calls = 0;
        try (HealthClient old = HealthClient.connect(port, root)) {
            while (!enough.get()) {
                old.call();
                try (HealthClient fresh = HealthClient.connect(port, root)) {
                    fresh.call();
                }
                connections.incrementAndGet();
                calls += 2;
            }
        }
        return calls;
    }

    private static void awaitShown(int port, Identity next) {
        Background.until(() -> {
            try {
                return TlsProbe.create().serial(port).equals(serial(next));
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
    }

    private static String complaint(HealthServer server, MutualTls tls) {
        try (HealthClient client = HealthClient.connect(server.port(), tls.client())) {
            return client.complaint();
        }
    }

    private HealthClient connect(HealthServer server) throws IOException {
        return HealthClient.connect(server.port(), open(ours.issue("root", Role.CLIENT)).client());
    }

    private static BigInteger serial(Identity identity) {
        return identity.certificate().getSerialNumber();
    }

    private static MutualTls open(TlsFiles files) throws IOException {
        return HandshakeCase.open(files);
    }
}
