package proglog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `proglog down`: ends the local cluster.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stops every node of the local cluster: they answer what is under way, then end. Their"
                    + " data stays, for the next ./proglog up."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no node runs", "1:a node does not end", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./proglog down", "  ./proglog down --delete"})
final class DownCommand extends LocalCommand {

    @Option(names = "--delete", description = "Then delete records, certificates and logs.")
    private boolean deletes;

    DownCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.exists(directory().path())) {
            out().println("no cluster in " + directory().path());
            return ExitCode.OK;
        }
        try (ClusterLock _ = ClusterLock.acquire(directory(), err())) {
            List<RunningNode> running = RunningNode.among(directory().nodes());
            LocalCluster.stop(running, err());
            String what = deletes ? "; deleted " : "; data stays in ";
            out().println(stopped(running.size()) + what + directory().path());
            if (deletes) {
                directory().delete();
            }
            return ExitCode.OK;
        }
    }

    private static String stopped(int nodes) {
        return switch (nodes) {
            case 0 -> "no node was running";
            case 1 -> "1 node has stopped";
            default -> nodes + " nodes have stopped";
        };
    }
}
