package proglog.bench.others;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process of somebody else's server, which is gone when this program is. For one thread only.
final class Server implements AutoCloseable {

    private static final String SAID = "said";
    private static final int LAST_WORDS = 5;

    private final List<String> command;
    private final Path home;
    private final Path said;
    private Process process;
    private Thread atExit;

    private Server(List<String> command, Path home, Path said, Process process, Thread atExit) {
        this.command = command;
        this.home = home;
        this.said = said;
        this.process = process;
        this.atExit = atExit;
    }

    /// Starts `command` in a directory `home`; what it says goes to the end of a file there.
    static Server start(List<String> command, Path home) throws IOException {
        Path said = Files.createDirectories(home).resolve(SAID);
        Process process = run(command, home, said);
        return new Server(command, home, said, process, killAtExit(process));
    }

    private static Process run(List<String> command, Path home, Path said) throws IOException {
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(said.toFile()))
                .start();
    }

    private static Thread killAtExit(Process process) {
        Thread atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        return atExit;
    }

    /// Starts it again after [#kill].
    void restart() throws IOException {
        process = run(command, home, said);
        atExit = killAtExit(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(said);
            throw new ServerEndedException(
                    "%s ended by itself; it said last: %s"
                            .formatted(
                                    command.getFirst(),
                                    String.join(
                                            "\n",
                                            lines.subList(
                                                    Math.max(0, lines.size() - LAST_WORDS),
                                                    lines.size()))));
        }
    }

    /// Waits until it has ended well.
    void awaitSuccess() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            requireAlive();
        }
        close();
    }

    /// Kills it, as by `kill -9`, and waits until it is gone.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // this program is ending, too
        }
    }

    @Override
    public void close() {
        kill();
    }
}
