package proglog.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import proglog.agent.Configuration;
import proglog.agent.Setting;
import proglog.agent.SettingType;

/// The settings of a node as options of a command. Immutable.
final class SettingFlags {

    private SettingFlags() {}

    /// Lets `command` take every setting.
    static CommandSpec addTo(CommandSpec command) {
        for (Setting setting : Setting.values()) {
            command.addOption(option(setting));
        }
        return command;
    }

    private static OptionSpec option(Setting setting) {
        boolean isSwitch = setting.type() == SettingType.SWITCH;
        String[] names =
                setting == Setting.DATA_DIR
                        ? new String[] {"--data-dir", "--data"}
                        : new String[] {"--" + setting.key()};
        OptionSpec.Builder option =
                OptionSpec.builder(names)
                        .type(String.class)
                        .paramLabel(setting.type().label())
                        .arity(isSwitch ? "0..1" : "1")
                        .description(description(setting));
        return isSwitch ? option.fallbackValue("true").build() : option.build();
    }

    private static String description(Setting setting) {
        String text = setting.description();
        String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
        return setting.fallback().isEmpty()
                ? sentence
                : sentence + " Default: " + setting.fallback() + ".";
    }

    /// What the flags of `command`, the environment and the file say; `more` are flags, too.
    static Configuration configuration(ParseResult command, Map<Setting, String> more)
            throws IOException {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.putAll(more);
        for (Setting setting : Setting.values()) {
            String value = command.matchedOptionValue("--" + setting.key(), (String) null);
            if (value != null) {
                flags.put(setting, value);
            }
        }
        return Configuration.read(flags, System.getenv());
    }
}
