package proglog.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import proglog.security.CertificateAuthority.Request;

/// An authority in a folder, and the certificates that a test wants of it.
final class Pki {

    // The JDK asks the system's clock: these stand far enough on either side of it.
    static final Lifetime NOW = years(2020, 2098);
    static final Lifetime PAST = years(2020, 2021);
    static final Lifetime FUTURE = years(2097, 2098);

    final Path folder;
    final CertificateAuthority authority;

    private Pki(Path folder, CertificateAuthority authority) {
        this.folder = folder;
        this.authority = authority;
    }

    static Pki in(Path folder) {
        Pki pki = new Pki(folder, CertificateAuthority.create("authority", NOW));
        write(pki.authorityFile(), PemFile.textOf(pki.authority.identity().certificate()));
        return pki;
    }

    private static Lifetime years(int from, int until) {
        return new Lifetime(
                Instant.parse(from + "-01-01T00:00:00Z"),
                Instant.parse(until + "-01-01T00:00:00Z"));
    }

    Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    TlsFiles issue(String name, Role role, String... hosts) {
        return issue(name, role, NOW, hosts);
    }

    TlsFiles issue(String name, Role role, Lifetime lifetime, String... hosts) {
        TlsFiles files = TlsFiles.in(folder, name.replaceAll("\\W", "_"));
        return overwrite(files, identity(name, role, lifetime, hosts));
    }

    Identity identity(String name, Role role, Lifetime lifetime, String... hosts) {
        List<HostName> names = Stream.of(hosts).map(HostName::of).toList();
        return authority.issue(new Request(name, role, names, lifetime));
    }

    /// Puts another identity in the place of one, key first.
    static TlsFiles overwrite(TlsFiles files, Identity identity) {
        write(files.key(), PemFile.textOf(identity.key()));
        write(files.certificate(), PemFile.textOf(identity.certificate()));
        return files;
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
