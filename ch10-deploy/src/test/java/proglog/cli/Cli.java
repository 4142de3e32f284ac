package proglog.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import proglog.grpc.Terminal;

/// The command line, about a cluster of its own. For many threads.
final class Cli implements AutoCloseable {

    private final ClusterDirectory directory;
    private final int port;
    private final Map<String, String> environment;

    /// How a command ended, and what it printed.
    ///
    /// @param records what went to where records go, a char a byte
    record Ended(int exitCode, String printed, String records) {}

    private Cli(Path folder, int port) {
        this.directory = new ClusterDirectory(folder);
        this.port = port;
        this.environment =
                Map.of(
                        "PROGLOG_HOME", Path.of("..").toAbsolutePath().normalize().toString(),
                        "PROGLOG_CLUSTER_DIR", folder.toString(),
                        "PROGLOG_PORT", String.valueOf(port));
    }

    static Cli in(Path folder) throws IOException {
        return new Cli(folder, FreePorts.row(10 * ClusterPlan.DEFAULT_NODES).getFirst());
    }

    ClusterDirectory directory() {
        return directory;
    }

    /// Where clients would call the first node.
    int port() {
        return port;
    }

    Ended run(String... arguments) {
        return run(new ByteArrayInputStream(new byte[0]), arguments);
    }

    Ended run(InputStream in, String... arguments) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int exitCode = commands(in, records).setOut(out).setErr(out).execute(arguments);
        String printed = records.toString(StandardCharsets.ISO_8859_1);
        return new Ended(exitCode, said + printed, printed);
    }

    private CommandLine commands(InputStream in, OutputStream records) {
        return Main.commandLine(new Surroundings(environment, new Terminal(in, records)));
    }

    /// Stops everything.
    @Override
    public void close() {
        var _ = run("down", "--delete");
    }
}
