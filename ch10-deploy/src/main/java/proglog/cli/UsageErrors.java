package proglog.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import proglog.agent.Spelling;

/// Says in one line what is wrong with a command line, and in another one where to read on.
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        var out = failure.getCommandLine().getErr();
        out.println("proglog: " + reason(failure));
        out.println("'%s --help' lists what there is".formatted(command.qualifiedName()));
        return ExitCode.USAGE;
    }

    private static String reason(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            CommandSpec command = failure.getCommandLine().getCommandSpec();
            boolean isOption = word.startsWith("-");
            Set<String> known =
                    isOption ? command.optionsMap().keySet() : command.subcommands().keySet();
            return "unknown %s '%s'%s"
                    .formatted(
                            isOption ? "option" : known.isEmpty() ? "argument" : "command",
                            word,
                            known.isEmpty()
                                    ? ""
                                    : "; did you mean '%s'?"
                                            .formatted(Spelling.nearest(word, List.copyOf(known))));
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
