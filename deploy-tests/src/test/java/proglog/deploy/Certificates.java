package proglog.deploy;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Certificates for a cluster, made as anybody makes them: with `proglog certs`.
record Certificates(Path directory) {

    /// Makes them for servers and nodes that are called so.
    static Certificates make(Path directory, List<String> hosts) {
        List<String> arguments = new ArrayList<>(List.of("--dir", directory.toString()));
        hosts.forEach(host -> arguments.addAll(List.of("--host", host)));
        StringWriter said = new StringWriter();
        CommandLine command = CertsCommand.commandLine().setErr(new PrintWriter(said));
        if (command.setOut(new PrintWriter(said)).execute(arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError("no certificates: " + said);
        }
        return new Certificates(directory);
    }

    /// The same files in a folder that the user of a container may read.
    Path readable() {
        Path copies = directory.resolveSibling(directory.getFileName() + "-readable");
        try (Stream<Path> files = Files.list(directory)) {
            Files.createDirectories(copies);
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = copies.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxr-xr-x"));
            return copies;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What the client `root` shows.
    ChannelCredentials root() {
        try (MutualTls tls = MutualTls.open(TlsFiles.in(directory, "root"))) {
            return tls.client();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
