package proglog.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Has Maven build the reference when it is not there or is older than its sources.
///
/// @param out where the reader is told, since this takes minutes the first time
record Build(Path root, PrintStream out) {

    private static final String OURS = "workbook";

    /// Makes sure that the tests of `chapter` can be run.
    void ensure(Chapter chapter) {
        Path tools = root.resolve(OURS);
        if (isFresh(chapter.folder()) && isFresh(tools)) {
            return;
        }
        boolean isFirst = !ClassPath.isThere(chapter.folder());
        out.printf(
                "building the reference of %s %s%n",
                chapter.name(),
                isFirst ? "once; this takes a few minutes ..." : "again: its sources changed ...");
        Path log = root.resolve("target/learn-build.log");
        if (maven(chapter, log) != 0) {
            throw new StuckException(why(log));
        }
    }

    private int maven(Chapter chapter, Path log) {
        String wrapper =
                System.getProperty("os.name", "").startsWith("Windows") ? "mvnw.cmd" : "mvnw";
        List<String> command =
                List.of(
                        root.resolve(wrapper).toString(),
                        "-B",
                        "-DskipTests",
                        "-pl",
                        chapter.name() + "," + OURS,
                        "-am",
                        "package");
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StuckException("cannot start %s: %s".formatted(command.getFirst(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StuckException("interrupted while building", e);
        }
    }

    private static String why(Path log) {
        String said = Chapter.read(log);
        boolean isOffline =
                said.contains("Could not transfer")
                        || said.contains("UnknownHost")
                        || said.contains("Could not resolve")
                        || said.contains("Failed to fetch")
                        || said.contains("offline mode");
        return isOffline
                ? "no network: the first build downloads Maven and the libraries, later ones need"
                        + " none; everything it said is in "
                        + log
                : "the reference does not build; everything Maven said is in " + log;
    }

    // Maven leaves target/built behind, dated when that build began.
    private boolean isFresh(Path module) {
        if (!ClassPath.isThere(module) || !Files.exists(module.resolve("target/built"))) {
            return false;
        }
        return modules(module).stream().allMatch(this::isBuilt);
    }

    private List<Path> modules(Path module) {
        List<Path> modules = new ArrayList<>(List.of(module));
        for (Path entry : ClassPath.of(module).folders()) {
            if (entry.startsWith(root)) {
                modules.add(root.resolve(root.relativize(entry).getName(0)));
            }
        }
        return modules.stream().distinct().toList();
    }

    private boolean isBuilt(Path module) {
        try {
            Path built = module.resolve("target/built");
            if (!Files.exists(built)) {
                return false;
            }
            FileTime since = Files.getLastModifiedTime(built);
            return !isNewer(root.resolve("pom.xml"), since)
                    && !isNewer(module.resolve("pom.xml"), since)
                    && !holdsNewer(module.resolve("src"), since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsNewer(Path folder, FileTime since) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file) && isNewer(file, since)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNewer(Path file, FileTime since) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(since) > 0;
    }
}
