package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import proglog.Bytes;

final class CertsCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> NAMES = List.of("ca", "server", "peer", "root", "nobody");

    @TempDir private Path folder;
    private String out = "";
    private String err = "";

    @Test
    void makesAnAuthorityAndFourCertificatesAndSaysSo() throws IOException {
        assertThat(run("--dir", certs())).isZero();

        try (Stream<Path> made = Files.list(folder.resolve("certs"))) {
            assertThat(made.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream()
                                    .flatMap(name -> Stream.of(name + ".pem", name + "-key.pem"))
                                    .toList());
        }
        assertThat(out.lines()).hasSize(10);
        assertThat(out).contains("rw-------  its private key", "for localhost, 127.0.0.1, ");
        assertThat(err).isEmpty();
    }

    @Test
    void makesFilesThatMutualTlsTakes() throws IOException {
        run("--dir", certs());

        for (String name : List.of("server", "peer", "root", "nobody")) {
            MutualTls.open(TlsFiles.in(folder.resolve("certs"), name)).close();
        }
    }

    @Test
    void letsOnlyTheOwnerReadAKey() throws IOException {
        run("--dir", certs());

        for (String name : NAMES) {
            assertThat(permissions(name + "-key.pem")).isEqualTo("rw-------");
            assertThat(permissions(name + ".pem")).isEqualTo("rw-r--r--");
            assertThat(Files.readString(folder.resolve("certs").resolve(name + "-key.pem")))
                    .startsWith("-----BEGIN PRIVATE KEY-----");
        }
    }

    @Test
    void putsHostsAndRolesIntoTheCertificates() throws IOException, CertificateParsingException {
        run("--dir", certs(), "--host", "Log.Example.com", "--host", "10.0.0.7");

        List<List<?>> hosts =
                List.of(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"),
                        List.of(2, "log.example.com"),
                        List.of(7, "10.0.0.7"));
        assertThat(read("server").getSubjectAlternativeNames()).containsExactlyElementsOf(hosts);
        assertThat(read("peer").getSubjectAlternativeNames())
                .containsAll(hosts)
                .contains(List.of(6, "proglog:peer"))
                .hasSize(6);
        assertThat(read("root").getSubjectAlternativeNames()).isNull();
        assertThat(read("server").getExtendedKeyUsage()).containsExactly(Role.SERVER_USAGE);
        assertThat(read("nobody").getExtendedKeyUsage()).containsExactly(Role.CLIENT_USAGE);
        assertThat(read("peer").getExtendedKeyUsage())
                .containsExactly(Role.SERVER_USAGE, Role.CLIENT_USAGE);
    }

    @Test
    void makesKeysOnP256ForAsLongAsItIsTold() throws IOException {
        run("--dir", certs(), "--days", "30");

        for (String name : NAMES) {
            X509Certificate certificate = read(name);
            assertThat(
                            ((ECPublicKey) certificate.getPublicKey())
                                    .getParams()
                                    .getOrder()
                                    .bitLength())
                    .isEqualTo(256);
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(certificate.getNotBefore().toInstant())
                    .isEqualTo(NOW.minus(Duration.ofMinutes(5)));
            assertThat(certificate.getNotAfter().toInstant())
                    .isEqualTo(NOW.plus(Duration.ofDays(30)));
        }
    }

    @Test
    void refusesToOverwriteAndChangesNothing() throws IOException {
        Path certs = Files.createDirectory(folder.resolve("certs"));
        Files.writeString(certs.resolve("peer.pem"), "mine");
        Files.createSymbolicLink(certs.resolve("root-key.pem"), Path.of("nowhere"));

        assertThat(run("--dir", certs())).isEqualTo(1);

        assertThat(err)
                .isEqualTo(
                        "proglog certs: nothing was changed, these exist and are not overwritten:"
                                + " %s, %s%n",
                        certs.resolve("peer.pem"), certs.resolve("root-key.pem"));
        try (Stream<Path> files = Files.list(certs)) {
            assertThat(files).hasSize(2);
        }
        assertThat(certs.resolve("peer.pem")).hasContent("mine");
        assertThat(out).isEmpty();
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("certs"));

        assertThat(run("--dir", file.toString())).isEqualTo(1);

        assertThat(err).startsWith("proglog certs: cannot write %s".formatted(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--host=a b",
                "--host=",
                "--host=-a",
                "--host=a..b",
                "--host=1.2.3.4/8",
                "--host=fe80::1%eth0",
                "--days=0",
                "--days=3651",
                "--days=x",
                "--dri=x"
            })
    void refusesWrongUsage(String argument) {
        assertThat(run("--dir", certs(), argument)).isEqualTo(2);

        assertThat(err).contains(argument.substring(0, 5), "Usage: proglog certs");
        assertThat(folder.resolve("certs")).doesNotExist();
    }

    @Test
    void helpsWithExamples() {
        assertThat(run("--help")).isZero();

        assertThat(out).contains("Exit codes:", "./proglog certs --days 30");
    }

    private int run(String... arguments) {
        StringWriter written = new StringWriter();
        StringWriter complaint = new StringWriter();
        CommandLine command =
                CertsCommand.commandLine(InstantSource.fixed(NOW))
                        .setOut(new PrintWriter(written))
                        .setErr(new PrintWriter(complaint));
        int exitCode = command.execute(arguments);
        out = written.toString();
        err = complaint.toString();
        return exitCode;
    }

    private String certs() {
        return folder.resolve("certs").toString();
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("certs").resolve(file)));
    }

    private X509Certificate read(String name) throws IOException {
        Path file = folder.resolve("certs").resolve(name + ".pem");
        return new PemFile(file, Bytes.wrap(Files.readAllBytes(file)).toUtf8())
                .certificates()
                .getFirst();
    }
}
