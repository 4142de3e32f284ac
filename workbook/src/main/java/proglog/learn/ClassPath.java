package proglog.learn;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the classes are that a chapter's tests run on, as the build left it in
/// `target/test.classpath`. Immutable.
record ClassPath(List<Path> entries) {

    private static final String FILE = "target/test.classpath";

    static boolean isThere(Path module) {
        return Files.exists(module.resolve(FILE));
    }

    /// The module's own classes and tests, then all that they need. Our modules' jars are replaced
    /// by the folders they were made from: a jar may be older.
    static ClassPath of(Path module) {
        Set<Path> entries = new LinkedHashSet<>();
        entries.add(module.resolve("target/test-classes"));
        entries.add(module.resolve("target/classes"));
        Path root = module.toAbsolutePath().resolve("..").normalize();
        String written = Chapter.read(module.resolve(FILE)).strip();
        for (String entry : Arrays.asList(written.split(File.pathSeparator, -1))) {
            if (!entry.isBlank()) {
                entries.add(unpacked(root, Path.of(entry)));
            }
        }
        return new ClassPath(List.copyOf(entries));
    }

    private static Path unpacked(Path root, Path entry) {
        if (!entry.startsWith(root) || !entry.toString().endsWith(".jar")) {
            return entry;
        }
        return entry.resolveSibling(
                entry.toString().endsWith("-tests.jar") ? "test-classes" : "classes");
    }

    /// These folders in front of it.
    ClassPath behind(List<Path> folders) {
        List<Path> all = new ArrayList<>(folders);
        all.addAll(entries);
        return new ClassPath(List.copyOf(all));
    }

    /// These behind it.
    ClassPath and(ClassPath more) {
        Set<Path> all = new LinkedHashSet<>(entries);
        all.addAll(more.entries);
        return new ClassPath(List.copyOf(all));
    }

    /// The folders of our own classes and tests.
    List<Path> folders() {
        return entries.stream().filter(entry -> !entry.toString().endsWith(".jar")).toList();
    }

    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
