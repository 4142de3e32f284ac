package proglog.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Restore;
import proglog.agent.Setting;

/// `proglog recover`: what is left of a cluster that lost its majority for good.
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "For a cluster whose majority is gone and will not come back: makes one node that is"
                    + " left, and is stopped, the only voter of a cluster with another id. Records"
                    + " that it lacks are lost, even if they were acknowledged; so choose the node"
                    + " with the highest last offset. Takes the settings that the node is served"
                    + " with. Without --yes it changes nothing, and says what it would do."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:nothing was changed: no --yes, no node's data, another node's data, data in use",
            "2:a setting is not known, or cannot be meant"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  proglog recover --data a --as a --yes"})
public final class RecoverCommand extends SettingsCommand {

    @Option(
            names = "--as",
            paramLabel = "<name>",
            description = "What the node is called; the same as --node-name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--yes", description = "Do it.")
    private boolean isMeant;

    /// The command, to be run alone or as a part of `proglog`.
    public static CommandLine commandLine() {
        return commandLine(new RecoverCommand());
    }

    @Override
    Map<Setting, String> ownFlags() {
        return name.map(one -> Map.of(Setting.NODE_NAME, one)).orElse(Map.of());
    }

    @Override
    void run(Configuration settings) throws IOException {
        Restore restore = new Restore(AgentConfig.of(settings));
        complain(
                "WARNING: acknowledged records that this node does not have will be lost for good");
        complain("WARNING: no other node of the cluster may ever be started with its data again");
        complain("WARNING: from now on the cluster-id of all nodes is " + restore.nextId());
        if (!isMeant) {
            throw new IOException("nothing was changed; say --yes to do it");
        }
        print(restore.recover());
        print(
                "next: serve it with the new cluster-id; empty the other nodes' folders, and start"
                        + " them with that id, too");
    }
}
