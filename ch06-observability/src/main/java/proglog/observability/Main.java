package proglog.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.security.Security;
import proglog.security.SecurityOptions;
import proglog.storage.SegmentedLogConfig;

/// The server of the fifth chapter, observed.
@Command(
        name = "proglog run ch06",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log, metrics and health",
        description = {
            "Serves a log in files over gRPC with mutual TLS, and metrics and health over HTTP,"
                    + " both on the loopback address."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: log in use or damaged, port taken, no certificates, no permission",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs && ./proglog run ch06",
            "  curl 127.0.0.1:8403/health/ready",
            "  ./proglog run ch06 --otlp http://127.0.0.1:4318 --sample-ratio 0.1 --sample-produce"
        })
public final class Main extends ServerCommand {

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8400}",
            description =
                    "Where clients call, 0 for any free port. Default: PROGLOG_PORT, or 8400.")
    private int port;

    @Option(
            names = "--admin-port",
            defaultValue = "${env:PROGLOG_ADMIN_PORT:-8403}",
            description =
                    "Where operators ask, 0 for any free port. Default: PROGLOG_ADMIN_PORT, or"
                            + " 8403.")
    private int adminPort;

    @Option(
            names = "--data",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_DATA:-data}",
            description = "Where the log's files are. Default: PROGLOG_DATA, or data.")
    private Path data = Path.of("data");

    @Mixin private SecurityOptions security = new SecurityOptions();

    @Option(
            names = "--node-name",
            paramLabel = "<name>",
            defaultValue = "${env:HOSTNAME:-localhost}",
            description =
                    "Which node traces and metrics are from. Default: HOSTNAME, or localhost.")
    private String node = "";

    @Option(
            names = "--otlp",
            paramLabel = "<url>",
            description = {
                "Where traces and metrics are sent as OTLP over HTTP, such as"
                        + " http://127.0.0.1:4318. Default: nowhere."
            })
    private Optional<URI> otlp = Optional.empty();

    @Option(
            names = "--sample-ratio",
            paramLabel = "<0..1>",
            defaultValue = "0.1",
            description = "The share of requests that are traced. Default: ${DEFAULT-VALUE}.")
    private double sampleRatio;

    @Option(names = "--sample-produce", description = "Trace every request that appends.")
    private boolean sampleProduce;

    private Main() {}

    /// Serves until the process is told to stop; then says that it is not ready, answers what is in
    /// flight, and closes in reverse order what it has opened.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    protected void start(Parts parts) throws IOException {
        ObservedServer.Settings settings =
                new ObservedServer.Settings(
                        data,
                        SegmentedLogConfig.defaults(),
                        loopback(port),
                        loopback(adminPort),
                        telemetry());
        Security guards = parts.add(security.open(), Security::close);
        parts.add(ObservedServer.start(settings, guards::guard), ObservedServer::close);
    }

    private TelemetryConfig telemetry() {
        TelemetryConfig local =
                TelemetryConfig.of("proglog", node).withSampling(sampleRatio, sampleProduce);
        return otlp.map(local::withOtlp).orElse(local);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
