package proglog.grpc;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;

/// A command that starts a server and leaves it running until the process is told to stop.
///
/// A chapter's `Main` extends it, with its options and with [#start], which says what there is to
/// start. Why it cannot start is one line and an exit code: 2 when the options make no sense, else
/// 1.
public abstract class ServerCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Starts everything, and adds to `parts` whatever was started.
    protected abstract void start(Parts parts) throws IOException;

    /// Runs `command` as a process.
    protected static void run(ServerCommand command, String... arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // gRPC logs by java.util.logging
        int exitCode = new CommandLine(command).execute(arguments);
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    @Override
    public final Integer call() {
        Parts parts = new Parts();
        try {
            start(parts);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(parts::close));
            return ExitCode.OK;
        } catch (IllegalArgumentException failure) {
            return giveUp(parts, failure, ExitCode.USAGE);
        } catch (IOException | CommitLogException failure) {
            return giveUp(parts, failure, ExitCode.SOFTWARE);
        }
    }

    private int giveUp(Parts parts, Exception failure, int exitCode) {
        parts.close();
        spec.commandLine().getErr().println("proglog: " + reason(failure));
        return exitCode;
    }

    // Of a port that is taken; other failures say it all by themselves.
    private static String reason(Exception failure) {
        return failure.getCause() instanceof SocketException taken
                ? failure.getMessage() + ": " + taken.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
