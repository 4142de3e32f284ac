package proglog.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `proglog`: the command line of everything.
@Command(
        name = "proglog",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "<command>",
        description = "A commit log on several nodes.")
public final class Main {

    private Main() {}

    /// Runs one command, and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command line with all commands.
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand("serve", ServeCommand.commandLine())
                .addSubcommand("config", ConfigCommand.commandLine())
                .addSubcommand("backup", BackupCommand.commandLine())
                .addSubcommand("restore", RestoreCommand.commandLine())
                .addSubcommand("recover", RecoverCommand.commandLine())
                .setParameterExceptionHandler(new UsageErrors());
    }
}
