package proglog.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// `proglog kill`: a node's power cord.
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Kills a node of the local cluster, as kill -9 does.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was killed", "1:it was not running", "2:wrong usage, no such node"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./proglog kill 0", "  ./proglog kill node-2"})
final class KillCommand extends LocalCommand {

    @Parameters(paramLabel = "<i>", description = "Which node: its number or its name.")
    private String which = "";

    KillCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalNode node = node(which);
        try (ClusterLock _ = ClusterLock.acquire(directory(), err())) {
            Optional<RunningNode> running = RunningNode.find(node);
            if (running.isEmpty()) {
                throw new IOException(node.name() + " is not running");
            }
            running.get().kill();
            out().println("killed " + node.name());
            return ExitCode.OK;
        }
    }
}
