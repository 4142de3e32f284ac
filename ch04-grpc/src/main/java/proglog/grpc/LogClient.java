package proglog.grpc;

import java.io.IOException;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;

/// `proglog produce|consume|offsets|health`: a log far away, from a terminal.
@Command(
        name = "proglog",
        mixinStandardHelpOptions = true,
        version = "speaks log.v1.Log",
        description = "Produces to a log over gRPC, and consumes from it.",
        synopsisSubcommandLabel = "produce|consume|offsets|health")
public final class LogClient {

    private static final int NOTHING_HAPPENED = 1;
    private static final int OUTCOME_UNKNOWN = 3;
    private static final int NOT_PERMITTED = 4;
    private static final int OUT_OF_RANGE = 5;
    private static final int CORRUPT = 6;

    private LogClient() {}

    /// Runs the command line in plaintext and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(commandLine(ChannelOptions::new, Terminal.system()).execute(arguments));
    }

    /// The commands, to be run alone or as part of a larger one; each reaches its server as
    /// `channels` says.
    public static CommandLine commandLine(
            Supplier<? extends ChannelOptions> channels, Terminal terminal) {
        return new CommandLine(new LogClient())
                .addSubcommand(new ProduceCommand(channels.get(), terminal))
                .addSubcommand(new ConsumeCommand(channels.get(), terminal))
                .addSubcommand(new OffsetsCommand(channels.get()))
                .addSubcommand(new HealthCommand(channels.get()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(LogClient::explain);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof IOException && "Broken pipe".equals(failure.getMessage())) {
            return CommandLine.ExitCode.OK; // whoever reads our output has seen enough
        }
        command.getErr().println("proglog: " + failure.getMessage());
        return switch (failure) {
            case CommitLogException known -> exitCode(known);
            case IllegalArgumentException _ -> CommandLine.ExitCode.USAGE;
            default -> NOTHING_HAPPENED;
        };
    }

    private static int exitCode(CommitLogException failure) {
        return switch (failure) {
            case NotPermittedException _ -> NOT_PERMITTED;
            case LogUnavailableException _ -> NOTHING_HAPPENED;
            case OutcomeUnknownException _ -> OUTCOME_UNKNOWN;
            case OffsetOutOfRangeException _ -> OUT_OF_RANGE;
            case CorruptLogException _ -> CORRUPT;
        };
    }
}
