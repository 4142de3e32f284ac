package proglog.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Restore;

/// `proglog restore`: the first node of a cluster, made of a backup.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the first node of a new cluster of a backup: with the same records, offsets and"
                + " times. Takes the settings that the node will be served with; its folder must be"
                + " empty. Then start it with `proglog serve`, and let empty nodes join it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:the file is missing, damaged or no backup; the folder is not empty; disk full",
            "2:a setting is not known, or cannot be meant"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  proglog restore --from monday.backup --config-file a.yaml"})
public final class RestoreCommand extends SettingsCommand {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<file>",
            description = "What `proglog backup` has written.")
    private Path file = Path.of("");

    /// The command, to be run alone or as a part of `proglog`.
    public static CommandLine commandLine() {
        return commandLine(new RestoreCommand());
    }

    @Override
    void run(Configuration settings) throws IOException {
        print(new Restore(AgentConfig.of(settings)).from(file));
    }
}
