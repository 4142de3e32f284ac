package proglog.grpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// The log of the third chapter, served over gRPC.
@Command(
        name = "proglog run ch04",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log",
        description = "Serves a log in files over gRPC, in plaintext, on the loopback address.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: log in use or damaged, port taken, no permission",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog run ch04",
            "  ./proglog run ch04 --port 9400 --data /var/lib/proglog"
        })
public final class Main extends ServerCommand {

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8400}",
            description = "Where to listen, 0 for any free port. Default: PROGLOG_PORT, or 8400.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_DATA:-data}",
            description = "Where the log's files are. Default: PROGLOG_DATA, or data.")
    private Path data = Path.of("data");

    private Main() {}

    /// Serves until the process is told to stop, then answers what is in flight and closes the log.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    protected void start(Parts parts) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        SegmentedLog log =
                parts.add(
                        SegmentedLog.open(data, SegmentedLogConfig.defaults()),
                        SegmentedLog::close);
        parts.add(LogServer.builder().serve(new LogService(log)).start(address), LogServer::close);
    }
}
