package proglog.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Another build of the program than the one in an image, as a layer on top of that: its jar says
/// another version. The image's ahead-of-time cache does not fit it, so it starts slower.
final class NextBuild {

    private static final String JAR = "ch10-deploy.jar";
    private static final Path CONTEXT = Path.of("target", "image-next").toAbsolutePath();

    private NextBuild() {}

    /// Makes the image `tag` on top of `image`, whose program says `version` of itself.
    static void make(String tag, String image, String version) {
        try {
            Files.createDirectories(CONTEXT);
            writeJar(version);
            Files.writeString(
                    CONTEXT.resolve("Dockerfile"),
                    """
                    FROM %s
                    COPY %s /opt/proglog/lib/%s
                    LABEL org.opencontainers.image.version="%s"
                    """
                            .formatted(image, JAR, JAR, version));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        // The older builder, which needs no plugin.
        Program.run(
                List.of("docker", "build", "-t", tag, CONTEXT.toString()),
                Map.of("DOCKER_BUILDKIT", "0"));
    }

    private static void writeJar(String version) throws IOException {
        Path jar = CONTEXT.resolve(JAR);
        Files.copy(packaged(), jar, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.writeString(
                    inside.getPath("proglog", "agent", "version"), version, StandardCharsets.UTF_8);
        }
    }

    private static Path packaged() throws IOException {
        Path target = Repository.CHAPTER.resolve("target");
        try (var jars = Files.newDirectoryStream(target, "ch10-deploy-*[!s].jar")) {
            return jars.iterator().next();
        }
    }
}
