package proglog.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `proglog completion`: what makes the Tab key know the commands.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script by which bash and zsh complete commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./proglog completion)",
            "  ./proglog completion > ~/.local/share/bash-completion/completions/proglog"
        })
final class CompletionCommand implements Callable<Integer> {

    // Those that the launcher answers itself.
    private static final Map<String, List<String>> LAUNCHED =
            Map.of(
                    "run", List.of("ch01", "ch03", "ch04", "ch05", "ch06", "ch07", "ch08", "ch09"),
                    "example", List.of("one-value", "graft", "kv"),
                    "bench", List.of("storage", "rpc", "cluster", "jmh"),
                    "torture", List.of(),
                    "test", List.of(),
                    "docs", List.of(),
                    "book", List.of("serve"),
                    "version", List.of(),
                    "jdk", List.of(),
                    "help", List.of());

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine all = spec.root().commandLine();
        LAUNCHED.forEach((name, words) -> all.addSubcommand(name, launched(words)));
        spec.commandLine().getOut().print(AutoComplete.bash("proglog", all));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static CommandLine launched(List<String> words) {
        CommandSpec command = CommandSpec.create();
        words.forEach(word -> command.addSubcommand(word, CommandSpec.create()));
        return new CommandLine(command);
    }
}
