package proglog.checks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The working tree of the project.
public record Repository(Path root) {

    private static final Set<String> NOT_OURS =
            Set.of(
                    ".git",
                    ".idea",
                    ".learn",
                    "target",
                    "target-mine",
                    "mine",
                    "data",
                    "node_modules");

    /// The tree that encloses the working directory.
    public static Repository enclosing() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("no folder above %s has a mvnw".formatted(here));
    }

    /// Every page of prose, sorted.
    public List<MarkdownFile> pages() throws IOException {
        List<MarkdownFile> pages = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".md")) {
                pages.add(MarkdownFile.read(file));
            }
        }
        return pages;
    }

    /// The pages named `README.md`: their commands are run and their code is compiled code.
    public List<MarkdownFile> readmes() throws IOException {
        return pages().stream().filter(page -> page.path().endsWith("README.md")).toList();
    }

    /// Every file that is not the result of a build or of running it, sorted.
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new OurFiles(files));
        return files.stream().sorted().toList();
    }

    /// `file` as it is called in messages: relative to the root, with slashes.
    public String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static final class OurFiles extends SimpleFileVisitor<Path> {

        private final List<Path> found;

        OurFiles(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
