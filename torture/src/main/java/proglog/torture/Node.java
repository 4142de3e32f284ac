package proglog.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One node: its place, its disk, and its process while it has one. For one thread only, but for
/// what never changes.
final class Node {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Place place;
    private final Disk disk;
    private final Optional<Shim> shim;
    private final Program program;
    private Optional<NodeProcess> process = Optional.empty();
    private boolean isStarted; // at least once

    private Node(Place place, Disk disk, Optional<Shim> shim, Program program) {
        this.place = place;
        this.disk = disk;
        this.shim = shim;
        this.program = program;
    }

    /// Where a node is. Immutable.
    ///
    /// @param number from 1
    /// @param host its address
    /// @param port where it serves clients
    /// @param inside what a command begins with that is to run there
    /// @param said the file for what it says
    record Place(int number, String host, int port, List<String> inside, Path said) {

        /// Copies the words.
        Place {
            inside = List.copyOf(inside);
        }
    }

    /// A node that is not started yet.
    static Node of(Place place, Disk disk, Optional<Shim> shim, Program program) {
        return new Node(place, disk, shim, program);
    }

    int number() {
        return place.number();
    }

    String name() {
        return "n" + place.number();
    }

    String host() {
        return place.host();
    }

    int port() {
        return place.port();
    }

    Path said() {
        return place.said();
    }

    Disk disk() {
        return disk;
    }

    /// What stands between it and its system.
    Shim shim() {
        return shim.orElseThrow(() -> new IllegalStateException(name() + " has no shim"));
    }

    /// Its disk, if that can lose power.
    MountedDisk mounted() {
        if (disk instanceof MountedDisk own) {
            return own;
        }
        throw new IllegalStateException(name() + " has no disk of its own");
    }

    /// Starts it, unless it is running.
    void start() throws IOException {
        start(
                !isStarted && place.number() == 1
                        ? Program.Beginning.BOOTSTRAP
                        : Program.Beginning.JOIN);
    }

    /// Starts it, unless it is running; when it is told to stop, it gives up its vote.
    void startForAWhile() throws IOException {
        start(Program.Beginning.JOIN_FOR_A_WHILE);
    }

    private void start(Program.Beginning beginning) throws IOException {
        if (isRunning()) {
            return;
        }
        isStarted = true;
        process =
                Optional.of(
                        NodeProcess.start(
                                place.inside(),
                                shim.map(Shim::environment).orElse(Map.of()),
                                place.said(),
                                program.main(),
                                program.arguments(this, beginning)));
    }

    boolean isRunning() {
        return process.map(NodeProcess::isAlive).orElse(false);
    }

    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().kill();
            process = Optional.empty();
        }
    }

    /// Asks it to stop; says whether it did, in time.
    boolean stop() throws InterruptedException {
        boolean stopped = process.isEmpty() || process.get().stop(PATIENCE);
        process = Optional.empty();
        return stopped;
    }

    void pause() throws IOException {
        process.orElseThrow().pause();
    }

    void resume() throws IOException {
        process.orElseThrow().resume();
    }

    void dumpThreads() throws IOException {
        if (process.isPresent()) {
            process.get().dumpThreads();
        }
    }
}
