package proglog.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Given;
import proglog.agent.Setting;

/// `proglog config`: what is in force, and where it comes from.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints every setting as `proglog serve` would take it, and who says so: an option, the"
                    + " environment, a line of the file, or nobody. What it prints is a file that"
                    + " --config-file takes. Starts nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:a setting is not known, or cannot be meant"},
        footerHeading = "%nExamples:%n",
        footer = {"  proglog config", "  proglog config --config-file b.yaml | grep -v default"})
public final class ConfigCommand extends SettingsCommand {

    /// The command, to be run alone or as a part of `proglog`.
    public static CommandLine commandLine() {
        return commandLine(new ConfigCommand());
    }

    @Override
    void run(Configuration settings) {
        var _ = AgentConfig.of(settings); // refuses what cannot be meant
        for (Setting setting : Setting.values()) {
            if (setting != Setting.CONFIG_FILE) {
                print(line(setting, settings.given(setting)));
            }
        }
    }

    private static String line(Setting setting, Given given) {
        String value =
                given.text().matches("[-A-Za-z0-9./_]+") ? given.text() : quoted(given.text());
        return "%-50s # %s".formatted(setting.key() + ": " + value, given.origin());
    }

    // As YAML has it: everything between single quotes is itself, but for them.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
