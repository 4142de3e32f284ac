package proglog.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that runs one node, with a heap of 256 MiB at most. For one thread only.
final class NodeProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final long KIB = 1024;

    private static final List<String> FLAGS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseG1GC",
                    "-XX:G1HeapRegionSize=4m", // entries of a MiB are no giants then
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=2000",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED", // Kryo, as the launcher
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Thread atExit;

    private NodeProcess(Process process) {
        this.process = process;
        this.atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
    }

    /// Starts `main`; what it says goes to the end of the file `said`.
    static NodeProcess start(File said, Class<?> main, List<String> arguments) throws IOException {
        return start(Redirect.appendTo(said), Redirect.appendTo(said), main, arguments);
    }

    /// Starts `main`, to be asked by standard input and to answer by standard output.
    static NodeProcess startAsked(Class<?> main, List<String> arguments) throws IOException {
        return start(Redirect.PIPE, Redirect.INHERIT, main, arguments);
    }

    /// Starts `main` of these `jars` with more flags for Java, and `PROGLOG_ACL` set to
    /// `accessList`.
    static NodeProcess start(
            File said,
            List<String> flags,
            List<String> jars,
            Path accessList,
            Class<?> main,
            List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(FLAGS);
        all.addAll(flags);
        ProcessBuilder builder =
                program(all, String.join(File.pathSeparator, jars), main, arguments)
                        .redirectOutput(Redirect.appendTo(said))
                        .redirectErrorStream(true);
        builder.environment().put("PROGLOG_ACL", accessList.toString());
        return start(builder);
    }

    private static NodeProcess start(
            Redirect out, Redirect err, Class<?> main, List<String> arguments) throws IOException {
        return start(
                program(FLAGS, System.getProperty("java.class.path"), main, arguments)
                        .redirectOutput(out)
                        .redirectError(err));
    }

    private static ProcessBuilder program(
            List<String> flags, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static NodeProcess start(ProcessBuilder builder) throws IOException {
        // JRaft takes the signal by which the JVM's recorder samples threads: let it use another.
        builder.environment().put("_JAVA_SR_SIGNUM", "44");
        NodeProcess started = new NodeProcess(builder.start());
        Runtime.getRuntime().addShutdownHook(started.atExit);
        return started;
    }

    /// How many milliseconds a JVM takes that only says which it is.
    static double emptyMillis() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(FLAGS);
        command.add("-version");
        long start = System.nanoTime();
        new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .waitFor();
        return RawFiles.seconds(start) * 1e3;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// The most memory that was resident at a time so far, as Linux counts it: the pages of mapped
    /// files, too. 0 elsewhere.
    double peakResidentMiB() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / (double) KIB;
            }
        }
        return 0;
    }

    /// Records what it does from now on until it ends or [#endRecording].
    void record(Path file) throws IOException, InterruptedException {
        jcmd("JFR.start", "name=bench", "settings=profile", "filename=" + file.toAbsolutePath());
    }

    void endRecording() throws IOException, InterruptedException {
        jcmd("JFR.stop", "name=bench");
    }

    private void jcmd(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(process.pid()));
        command.addAll(List.of(words));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exitCode =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "%s exited with %d".formatted(String.join(" ", command), exitCode));
        }
    }

    /// Stops it where it is; it does not know how much time passes until [#resume].
    void pause() throws IOException, InterruptedException {
        run("kill", "-STOP", String.valueOf(process.pid()));
    }

    void resume() throws IOException, InterruptedException {
        run("kill", "-CONT", String.valueOf(process.pid()));
    }

    /// Kills it, as by `kill -9`.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Tells it to stop, and waits until it has.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
