package proglog.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;
import proglog.agent.Configuration;
import proglog.agent.Setting;
import proglog.agent.StartFailure;

/// A command that takes a node's settings. Why it cannot do its work is one line and an exit code:
/// 2 when the settings make no sense, else 1. The commands extend it.
abstract class SettingsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /// `command`, with all settings as options.
    static CommandLine commandLine(SettingsCommand command) {
        return new CommandLine(SettingFlags.addTo(CommandSpec.forAnnotatedObject(command)));
    }

    /// Flags of the command's own that stand for settings.
    Map<Setting, String> ownFlags() {
        return Map.of();
    }

    /// Does the work.
    abstract void run(Configuration settings) throws IOException, InterruptedException;

    /// Prints a line for the user.
    final void print(String line) {
        spec.commandLine().getOut().println(line);
    }

    /// Prints a line for the user that is not what was asked for.
    final void complain(String line) {
        spec.commandLine().getErr().println(line);
    }

    @Override
    public final Integer call() throws InterruptedException {
        try {
            run(SettingFlags.configuration(spec.commandLine().getParseResult(), ownFlags()));
            return ExitCode.OK;
        } catch (IllegalArgumentException failure) {
            return giveUp(failure, ExitCode.USAGE);
        } catch (IOException | CommitLogException failure) {
            return giveUp(failure, ExitCode.SOFTWARE);
        }
    }

    private int giveUp(Exception failure, int exitCode) {
        spec.commandLine().getErr().println("proglog: " + StartFailure.reason(failure));
        return exitCode;
    }
}
