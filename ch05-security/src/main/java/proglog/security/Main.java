package proglog.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// The server of the fourth chapter, for those who show a certificate and whom a list allows.
@Command(
        name = "proglog run ch05",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log over TLS 1.3",
        description = "Serves a log in files over gRPC, mutual TLS and an access list.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: no certificates, unsound access list, log in use, port taken",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs",
            "  ./proglog run ch05",
            "  ./proglog run ch05 --certs certs --acl-policy /etc/proglog/policy.csv"
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

    @Mixin private SecurityOptions security = new SecurityOptions();

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
        Security guards = parts.add(security.open(), Security::close);
        SegmentedLog log =
                parts.add(
                        SegmentedLog.open(data, SegmentedLogConfig.defaults()),
                        SegmentedLog::close);
        parts.add(
                guards.guard(LogServer.builder()).serve(new LogService(log)).start(address),
                LogServer::close);
    }
}
