package proglog.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A node's JVM. It does not outlive this process, however that ends, unless it is killed. For one
/// thread only.
final class NodeProcess {

    private static final List<String> JVM =
            List.of(
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED");

    private final Process process;
    private final Thread lastResort;

    private NodeProcess(Process process) {
        this.process = process;
        this.lastResort = new Thread(process::destroyForcibly);
    }

    /// Starts `main` with this process's classes; `before` is what its command begins with. What it
    /// says is added to the file `said`.
    static NodeProcess start(
            List<String> before,
            Map<String, String> environment,
            Path said,
            String main,
            List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        builder.environment().putAll(environment);
        NodeProcess started = new NodeProcess(builder.start());
        started.process.getOutputStream().close();
        Runtime.getRuntime().addShutdownHook(started.lastResort);
        return started;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// kill -9; returns when it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        forget();
    }

    /// Asks it to stop, and kills it when it does not in time; says whether it did.
    boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        boolean stopped = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        kill();
        return stopped;
    }

    /// SIGSTOP.
    void pause() throws IOException {
        signal("STOP");
    }

    /// SIGCONT.
    void resume() throws IOException {
        signal("CONT");
    }

    /// Has it add to what it says what its threads are doing.
    void dumpThreads() throws IOException {
        signal("QUIT");
    }

    private void signal(String name) throws IOException {
        Tool.run("kill", "-" + name, String.valueOf(process.pid()));
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException _) {
            // This process is going down, and the hook has been or is being run.
        }
    }
}
