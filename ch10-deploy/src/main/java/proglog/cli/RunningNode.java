package proglog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A node of a local cluster, and its process. For one thread only.
///
/// @param node which one
/// @param process what runs it
record RunningNode(LocalNode node, ProcessHandle process) {

    /// A node drains for ten seconds at most.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static Optional<RunningNode> find(LocalNode node) throws IOException {
        return new PidFile(node.pidFile()).find().map(process -> new RunningNode(node, process));
    }

    /// Those of `nodes` that run.
    static List<RunningNode> among(List<LocalNode> nodes) throws IOException {
        List<RunningNode> running = new ArrayList<>();
        for (LocalNode node : nodes) {
            find(node).ifPresent(running::add);
        }
        return running;
    }

    /// Starts it. Whether it comes up is another question.
    static RunningNode start(LocalNode node, NodeProgram program) throws IOException {
        Files.createDirectories(node.folder());
        Process process = program.start(node);
        new PidFile(node.pidFile()).write(process.toHandle());
        return new RunningNode(node, process.toHandle());
    }

    /// Asks it to stop, and goes on at once.
    void stop() {
        process.destroy();
    }

    /// Waits until it has stopped; ends it when it does not. Whether it had to be ended.
    boolean awaitStop() throws IOException, InterruptedException {
        boolean stopped = awaitEnd(PATIENCE);
        if (!stopped) {
            kill();
        }
        new PidFile(node.pidFile()).delete();
        return !stopped;
    }

    /// Ends it without asking, as `kill -9` does, and waits until it is gone.
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (!awaitEnd(PATIENCE)) {
            throw new IOException(
                    "process %d of %s does not end".formatted(process.pid(), node.name()));
        }
        new PidFile(node.pidFile()).delete();
    }

    /// Whether it ended within `time`.
    boolean awaitEnd(Duration time) throws InterruptedException {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
