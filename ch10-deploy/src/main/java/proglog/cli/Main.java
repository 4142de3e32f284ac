package proglog.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import proglog.security.CertsCommand;
import proglog.storage.LogCommand;

/// `proglog`: every command, each a class of its own.
@Command(
        name = "proglog",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
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
        System.exit(commandLine(Surroundings.system(), List.of(arguments)).execute(arguments));
    }

    /// The command line with all commands.
    static CommandLine commandLine() {
        return commandLine(Surroundings.system());
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, List.of());
    }

    // The one that is asked for alone, for to make all of them takes longer than to run one.
    private static CommandLine commandLine(Surroundings surroundings, List<String> words) {
        SequencedMap<String, Supplier<Object>> commands = commands(surroundings);
        Optional<String> asked = words.stream().findFirst().filter(commands::containsKey);
        CommandLine line = new CommandLine(new Main());
        commands.forEach((name, command) -> {
            if (asked.isEmpty() || asked.get().equals(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        return (asked.isPresent() ? line : line.addSubcommand(new CompletionCommand()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(Failures::explain);
    }

    private static SequencedMap<String, Supplier<Object>> commands(Surroundings surroundings) {
        SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("produce", () -> new ProduceCommand(surroundings));
        commands.put("consume", () -> new ConsumeCommand(surroundings));
        commands.put("offsets", () -> new OffsetsCommand(surroundings));
        commands.put("servers", () -> new ServersCommand(surroundings));
        commands.put("health", () -> new HealthCommand(surroundings));
        commands.put("up", () -> new UpCommand(surroundings));
        commands.put("down", () -> new DownCommand(surroundings));
        commands.put("kill", () -> new KillCommand(surroundings));
        commands.put("start", () -> new StartCommand(surroundings));
        commands.put("status", () -> new StatusCommand(surroundings));
        commands.put("logs", () -> new LogsCommand(surroundings));
        commands.put("certs", () -> CertsCommand.commandLine().setCommandName("certs"));
        commands.put("log", () -> LogCommand.commandLine().setCommandName("log"));
        commands.put("serve", ServeCommand::commandLine);
        commands.put("config", ConfigCommand::commandLine);
        commands.put("backup", BackupCommand::commandLine);
        commands.put("restore", RestoreCommand::commandLine);
        commands.put("recover", RecoverCommand::commandLine);
        return commands;
    }
}
