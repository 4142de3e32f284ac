package proglog.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import proglog.agent.Configuration;
import proglog.grpc.Terminal;

/// What a command finds around it: the environment, and the standard streams. Immutable.
///
/// @param environment variables by name
/// @param terminal where records come from and go to
record Surroundings(Map<String, String> environment, Terminal terminal) {

    /// Those of this process.
    static Surroundings system() {
        return new Surroundings(System.getenv(), Terminal.system());
    }

    /// What a variable says; one that is set to nothing says nothing.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /// Where the project is; the launcher says so.
    Path home() {
        return Path.of(variable("PROGLOG_HOME").orElse("")).toAbsolutePath().normalize();
    }

    /// Where the local cluster is, or would be.
    ClusterDirectory cluster() {
        return new ClusterDirectory(
                variable(Configuration.CLUSTER_DIR)
                        .map(Path::of)
                        .orElseGet(() -> home().resolve("target").resolve("cluster"))
                        .toAbsolutePath()
                        .normalize());
    }

    /// Whether somebody sits at the other end of the output with this number: 1, or 2 for errors.
    /// The launcher knows; without it, only when all streams are a terminal.
    boolean isTerminal(int output) {
        return variable("PROGLOG_TERMINALS")
                .map(outputs -> outputs.contains(String.valueOf(output)))
                .orElseGet(() ->
                        Optional.ofNullable(System.console())
                                .filter(Console::isTerminal)
                                .isPresent());
    }
}
