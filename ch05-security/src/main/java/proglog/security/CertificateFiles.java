package proglog.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// New certificates and keys on their way into a directory: all of them are written, or none.
///
/// For one thread only.
final class CertificateFiles {

    private final Path directory;
    private final List<PlannedFile> planned = new ArrayList<>();

    CertificateFiles(Path directory) {
        this.directory = directory;
    }

    private record PlannedFile(Path path, String text, String permissions, String purpose) {

        String line() {
            return "%-20s %s  %s".formatted(path, permissions, purpose);
        }
    }

    /// Plans `<name>.pem` and `<name>-key.pem`.
    CertificateFiles add(String name, String purpose, Identity identity) {
        planned.add(
                new PlannedFile(
                        directory.resolve(name + ".pem"),
                        PemFile.textOf(identity.certificate()),
                        "rw-r--r--",
                        purpose));
        planned.add(
                new PlannedFile(
                        directory.resolve(name + "-key.pem"),
                        PemFile.textOf(identity.key()),
                        "rw-------",
                        "its private key"));
        return this;
    }

    /// Writes what was planned and says so, a line a file.
    List<String> write() throws IOException {
        refuseToOverwrite();
        List<Path> written = new ArrayList<>();
        boolean complete = false;
        try {
            Files.createDirectories(directory);
            for (PlannedFile file : planned) {
                create(file, written);
            }
            complete = true;
        } catch (FileSystemException failure) {
            throw new IOException(
                    "cannot write %s: %s".formatted(failure.getFile(), reason(failure)), failure);
        } finally {
            if (!complete) {
                delete(written);
            }
        }
        return planned.stream().map(PlannedFile::line).toList();
    }

    private static String reason(FileSystemException failure) {
        return switch (failure) {
            case FileAlreadyExistsException _ -> "it exists";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(failure.getReason());
        };
    }

    private void refuseToOverwrite() throws IOException {
        List<String> existing =
                planned.stream()
                        .map(PlannedFile::path)
                        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                        .map(Path::toString)
                        .toList();
        if (!existing.isEmpty()) {
            throw new IOException(
                    "nothing was changed, these exist and are not overwritten: "
                            + String.join(", ", existing));
        }
    }

    private static void create(PlannedFile file, List<Path> written) throws IOException {
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file.path(), options, attributes(file))) {
            written.add(file.path());
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(file.text());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    // Given at creation: a key must not be readable by others for even a moment.
    private static FileAttribute<?>[] attributes(PlannedFile file) {
        boolean posix = file.path().getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(file.permissions()))
                }
                : new FileAttribute<?>[0];
    }

    private static void delete(List<Path> written) throws IOException {
        for (Path path : written) {
            Files.deleteIfExists(path);
        }
    }
}
