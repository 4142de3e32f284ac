package proglog.cli;

import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import proglog.security.CertsCommand;
import proglog.storage.LogCommand;

/// `proglog`: every command, each a class of its own.
@Command(
        name = "proglog",
        mixinStandardHelpOptions = true,
        version = "serves and speaks log.v1.Log",
        description = "A commit log on several nodes: run it, fill it, read it, look after it.",
        synopsisSubcommandLabel = "<command>",
        exitCodeListHeading = "%nExit codes of all commands:%n",
        exitCodeList = {
            "0:done",
            "1:not done, and nothing happened: try again later",
            "2:wrong usage",
            "3:some of it may have happened",
            "4:not permitted",
            "5:the log does not have that offset",
            "6:the log is damaged"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog up",
            "  echo hello | ./proglog produce",
            "  ./proglog consume --follow",
            "  ./proglog produce --help"
        })
public final class Main {

    private Main() {}

    /// Runs one command, and ends the process with its exit code.
    public static void main(String... arguments) {
        if (arguments.length > 0 && !arguments[0].equals("serve")) {
            // The standard output is for records: why a command fails, it says itself.
            System.setProperty("slf4j.internal.verbosity", "WARN");
            System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
        }
        System.exit(commandLine().execute(arguments));
    }

    /// The command line with all commands.
    static CommandLine commandLine() {
        return commandLine(Surroundings.system());
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new Main())
                .addSubcommand(new ProduceCommand(surroundings))
                .addSubcommand(new ConsumeCommand(surroundings))
                .addSubcommand(new OffsetsCommand(surroundings))
                .addSubcommand(new ServersCommand(surroundings))
                .addSubcommand(new HealthCommand(surroundings))
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new DownCommand(surroundings))
                .addSubcommand(new KillCommand(surroundings))
                .addSubcommand(new StartCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new LogsCommand(surroundings))
                .addSubcommand("certs", CertsCommand.commandLine().setCommandName("certs"))
                .addSubcommand("log", LogCommand.commandLine().setCommandName("log"))
                .addSubcommand("serve", ServeCommand.commandLine())
                .addSubcommand("config", ConfigCommand.commandLine())
                .addSubcommand("backup", BackupCommand.commandLine())
                .addSubcommand("restore", RestoreCommand.commandLine())
                .addSubcommand("recover", RecoverCommand.commandLine())
                .addSubcommand(new CompletionCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(Failures::explain);
    }
}
