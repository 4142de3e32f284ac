package proglog.grpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;
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
public final class Main implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

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
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // gRPC logs by java.util.logging
        int exitCode = commandLine().execute(arguments);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() {
        try {
            serve();
            return CommandLine.ExitCode.OK;
        } catch (CommitLogException failure) {
            complain(failure.getMessage());
        } catch (IOException failure) {
            complain(failure.getMessage() + reason(failure));
        } catch (IllegalArgumentException failure) {
            complain(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void complain(@Nullable String reason) {
        spec.commandLine().getErr().println("proglog: " + reason);
    }

    private void serve() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        SegmentedLog log = SegmentedLog.open(data, SegmentedLogConfig.defaults());
        try {
            LogServer server = LogServer.builder().serve(new LogService(log)).start(address);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .name("stop")
                                    .unstarted(() -> {
                                        server.close();
                                        log.close();
                                    }));
        } catch (IOException failure) {
            log.close();
            throw failure;
        }
    }

    private static String reason(IOException failure) {
        return failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
    }
}
