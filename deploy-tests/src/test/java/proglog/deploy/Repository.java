package proglog.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where things are in the sources.
final class Repository {

    static final Path ROOT = root();
    static final Path CHAPTER = ROOT.resolve("ch10-deploy");
    static final Path CHART = CHAPTER.resolve("helm/proglog");
    static final Path ACCESS_LIST = ROOT.resolve("ch05-security/acl");

    private Repository() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the repository");
        }
        return folder;
    }
}
