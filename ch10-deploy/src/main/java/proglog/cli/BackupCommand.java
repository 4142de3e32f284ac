package proglog.cli;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import proglog.agent.Backup;
import proglog.agent.StartFailure;
import proglog.security.SecureChannelOptions;

/// `proglog backup`: everything that a running cluster holds, in one file.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all records that were acknowledged so far, the producers that the cluster"
                    + " remembers, and what else it has agreed on, into one file with a checksum."
                    + " The cluster goes on meanwhile. The file has its name only when it is"
                    + " complete, and can be read by its owner only."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:no backup: the server cannot be reached or has no majority, not permitted, the file"
                    + " exists, disk full",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  proglog backup --certs certs --addr 127.0.0.1:8400 --to monday.backup"})
public final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SecureChannelOptions server = new SecureChannelOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<file>",
            description = "The file, which must not be there.")
    private Path file = Path.of("");

    /// The command, to be run alone or as a part of `proglog`.
    public static CommandLine commandLine() {
        return new CommandLine(new BackupCommand());
    }

    @Override
    public Integer call() {
        try {
            ManagedChannel channel = server.open();
            try {
                spec.commandLine().getOut().println(Backup.write(channel, file));
                return ExitCode.OK;
            } finally {
                channel.shutdownNow();
            }
        } catch (IllegalArgumentException failure) {
            return giveUp(failure, ExitCode.USAGE);
        } catch (IOException failure) {
            return giveUp(failure, ExitCode.SOFTWARE);
        }
    }

    private int giveUp(Exception failure, int exitCode) {
        spec.commandLine().getErr().println("proglog: " + StartFailure.reason(failure));
        return exitCode;
    }
}
