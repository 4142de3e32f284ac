package proglog.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// `proglog status`: how the local cluster is.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Says of each node of the local cluster whether it runs and leads, and how far it is."
                + " Lag is what the leader knows of a node: how many entries of its log that lacks."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all nodes run and one leads", "1:not so", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./proglog status", "  watch -n 1 ./proglog status"})
final class StatusCommand extends LocalCommand {

    private static final String NOTHING = "-";

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    private record Found(
            LocalNode node, Optional<RunningNode> running, Optional<NodeMetrics> says) {

        static Found of(LocalNode node) throws IOException {
            Optional<RunningNode> running = RunningNode.find(node);
            return new Found(node, running, running.flatMap(_ -> NodeMetrics.of(node)));
        }

        boolean leads() {
            return says.filter(NodeMetrics::leads).isPresent();
        }

        String role() {
            if (running.isEmpty()) {
                return "not running";
            }
            if (says.isEmpty()) {
                return "no answer";
            }
            return says.get().hasFailed() ? "failed" : leads() ? "leader" : "follower";
        }

        String value(String series) {
            return says.map(metrics -> metrics.text(series)).orElse(NOTHING);
        }

        List<String> row(Map<String, Long> lag) {
            return List.of(
                    node.name(),
                    node.address(),
                    role(),
                    value("proglog_raft_term"),
                    says.map(NodeMetrics::offsets).orElse(NOTHING),
                    value("proglog_raft_commit_index"),
                    Optional.ofNullable(lag.get(node.name()))
                            .filter(_ -> !leads())
                            .map(String::valueOf)
                            .orElse(NOTHING),
                    running.map(one -> String.valueOf(one.process().pid())).orElse(NOTHING));
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Found> found = new ArrayList<>();
        for (LocalNode node : directory().nodes(plan())) {
            found.add(Found.of(node));
        }
        Map<String, Long> lag =
                found.stream()
                        .filter(Found::leads)
                        .flatMap(each -> each.says().stream())
                        .findFirst()
                        .map(NodeMetrics::lag)
                        .orElse(Map.of());
        Table table =
                new Table("node", "address", "role", "term", "offsets", "commit", "lag", "pid");
        found.forEach(each -> table.add(each.row(lag)));
        table.print(out());
        boolean isWell =
                found.stream().allMatch(each -> each.says().isPresent())
                        && found.stream().anyMatch(Found::leads);
        return isWell ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
