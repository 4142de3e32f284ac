package proglog.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a node is started as a process of its own: this Java, this class path, and the flags that
/// the launcher takes, too. Immutable.
///
/// @param java the program
/// @param flags a file of flags for it
/// @param classPath where our classes are
/// @param cache Java's ahead-of-time cache of that class path, if there is one
record NodeProgram(Path java, Path flags, String classPath, Optional<Path> cache) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /// What this process runs on.
    static NodeProgram of(Surroundings surroundings) throws IOException {
        Path flags = surroundings.home().resolve("jvm.flags");
        if (!Files.exists(flags)) {
            throw new IOException(
                    "no file %s: start this by ./proglog, or name the project's folder by PROGLOG_HOME"
                            .formatted(flags));
        }
        return new NodeProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                flags,
                absolute(System.getProperty("java.class.path")),
                surroundings.variable("PROGLOG_CACHE").map(Path::of).filter(Files::exists));
    }

    // A node runs in its own folder.
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(place -> Path.of(place).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Starts `node`, whose words go to the end of its log. It outlives this process, and a
    /// terminal that is closed.
    Process start(LocalNode node) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(node));
        // What the shell says is for the commands typed there: a node has its file.
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(NodeProgram::isSetting);
        // JRaft takes the signal by which the JVM's recorder samples threads: let it use another.
        environment.put("_JAVA_SR_SIGNUM", "44");
        return builder.directory(node.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(node.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()))
                .start();
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("PROGLOG_") && !variable.startsWith("PROGLOG_LOG_");
    }

    private static Path nothing() {
        Path nothing = Path.of("/dev/null");
        return Files.exists(nothing) ? nothing : Path.of("NUL");
    }

    List<String> command(LocalNode node) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // Ctrl-C is not for the nodes
        }
        command.add(java.toString());
        command.add("@" + flags);
        command.add("-Xmx512m");
        cache.ifPresent(file -> {
            command.add("-XX:AOTCache=" + file);
            command.addAll(List.of("-Xlog:aot=off", "-Xlog:cds=off")); // when it does not fit
        });
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(Main.class.getName(), "serve"));
        command.addAll(List.of("--config-file", node.settings().toString()));
        return command;
    }
}
