package proglog.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// `proglog start`: brings back a node that was killed.
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a node of the local cluster again, with the data it had.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it runs",
            "1:a port is taken, or it cannot start",
            "2:wrong usage, no such node"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./proglog start 0", "  ./proglog start node-2"})
final class StartCommand extends LocalCommand {

    @Parameters(paramLabel = "<i>", description = "Which node: its number or its name.")
    private String which = "";

    StartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalNode node = node(which);
        try (ClusterLock _ = ClusterLock.acquire(directory(), err())) {
            if (RunningNode.find(node).isPresent()) {
                out().println(node.name() + " is running already");
                return ExitCode.OK;
            }
            Optional<String> leader = cluster(plan()).start(List.of(node));
            out().printf("%s is up; %s%n", node.name(), leads(leader));
            out().flush();
            return ExitCode.OK;
        }
    }
}
