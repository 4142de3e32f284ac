package proglog.bench.others;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs of the other systems: those on PATH, else fetched once into `target/compare`. For
/// one thread only.
public final class Software {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+");

    private final Path sources;
    private final String path;

    /// @param sources the root of Proglog's sources
    /// @param path folders of programs, as in the variable PATH
    Software(Path sources, String path) {
        this.sources = sources.toAbsolutePath().normalize();
        this.path = path;
    }

    /// What this machine has, for the sources that this program was started from.
    public static Software here() {
        String home = System.getenv().getOrDefault("PROGLOG_HOME", "..");
        return new Software(
                Path.of(home), System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin");
    }

    /// The jars of Kafka's broker and of all that it needs.
    List<Path> kafka() throws IOException, InterruptedException {
        Path pom = sources.resolve("benchmarks/kafka/pom.xml");
        String howTo = "./mvnw -f benchmarks/kafka/pom.xml could not download its jars";
        if (!Files.exists(pom)) {
            throw new NotHereException(howTo);
        }
        Path jars = fetched("kafka-" + Files.getLastModifiedTime(pom).toMillis());
        if (!Files.exists(jars)) {
            fetch(
                    jars,
                    howTo,
                    partial ->
                            List.of(
                                    sources.resolve("mvnw").toString(),
                                    "-B",
                                    "-f",
                                    pom.toString(),
                                    "dependency:copy-dependencies",
                                    "-DoutputDirectory=" + partial));
        }
        try (Stream<Path> all = Files.list(jars)) {
            return all.sorted().toList();
        }
    }

    /// etcd's server.
    Path etcd() throws IOException, InterruptedException {
        return program("etcd", "etcd-server", 3, 4);
    }

    /// NATS' server; those before 2.10 cannot sync before they answer.
    Path nats() throws IOException, InterruptedException {
        return program("nats-server", "nats-server", 2, 10);
    }

    private Path program(String name, String debianPackage, int major, int minor)
            throws IOException, InterruptedException {
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path found = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(found) && isNew(found, major, minor)) {
                return found;
            }
        }
        Path unpacked = fetched(name);
        if (!Files.exists(unpacked)) {
            String howTo =
                    "no %s %d.%d or later on PATH; apt could not fetch Debian's package %s"
                            .formatted(name, major, minor, debianPackage);
            String script = sources.resolve("benchmarks/get-debian-package").toString();
            fetch(unpacked, howTo, partial -> List.of(script, debianPackage, partial.toString()));
        }
        for (String folder : List.of("usr/bin", "usr/sbin")) {
            Path found = unpacked.resolve(folder).resolve(name);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new NotHereException("no program %s in %s".formatted(name, unpacked));
    }

    private Path fetched(String name) {
        return sources.resolve("target/compare").resolve(name);
    }

    @FunctionalInterface
    private interface Fetcher {
        List<String> into(Path partial);
    }

    // Complete or not there.
    private static void fetch(Path target, String howTo, Fetcher fetcher)
            throws IOException, InterruptedException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        Path said = target.resolveSibling(target.getFileName() + ".log");
        Files.createDirectories(said.getParent());
        Process process;
        try {
            process =
                    new ProcessBuilder(fetcher.into(partial))
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(said.toFile()))
                            .start();
        } catch (IOException cannotStart) {
            throw new NotHereException(howTo + ": " + cannotStart.getMessage());
        }
        if (process.waitFor() != 0) {
            throw new NotHereException("%s: see %s".formatted(howTo, said));
        }
        Files.move(partial, target);
    }

    private static boolean isNew(Path program, int major, int minor)
            throws IOException, InterruptedException {
        Matcher found = VERSION.matcher(version(program));
        if (!found.find()) {
            return false;
        }
        int first = Integer.parseInt(found.group(1));
        return first > major || (first == major && Integer.parseInt(found.group(2)) >= minor);
    }

    /// The first number with two dots that `program` says of itself.
    static String version(Path program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher found = VERSION.matcher(said);
        return found.find() ? found.group() : "unknown";
    }
}
