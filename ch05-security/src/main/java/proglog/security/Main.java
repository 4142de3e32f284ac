package proglog.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
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

    @Mixin private SecurityOptions security = new SecurityOptions();

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
        Security guards = security.open();
        try {
            SegmentedLog log = SegmentedLog.open(data, SegmentedLogConfig.defaults());
            try {
                LogServer server =
                        guards.guard(LogServer.builder()).serve(new LogService(log)).start(address);
                closeAtTheEnd(server, log, guards);
            } catch (IOException failure) {
                log.close();
                throw failure;
            }
        } catch (IOException | CommitLogException failure) {
            guards.close();
            throw failure;
        }
    }

    private static void closeAtTheEnd(LogServer server, SegmentedLog log, Security guards) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    server.close();
                                    log.close();
                                    guards.close();
                                }));
    }

    // Of a port that is taken; other failures say it all by themselves.
    private static String reason(IOException failure) {
        return failure.getCause() instanceof SocketException taken ? ": " + taken.getMessage() : "";
    }
}
