package proglog.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts nodes of a local cluster, and waits for them. For one thread only, which holds the
/// cluster's lock.
final class LocalCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ClusterDirectory directory;
    private final ClusterPlan plan;
    private final NodeProgram program;
    private final PrintWriter err;

    LocalCluster(
            ClusterDirectory directory, ClusterPlan plan, NodeProgram program, PrintWriter err) {
        this.directory = directory;
        this.plan = plan;
        this.program = program;
        this.err = err;
    }

    /// Starts `nodes` and waits until all of them take part; who leads then, which nobody does
    /// while most nodes are down. When one cannot start, none of them is left behind.
    Optional<String> start(List<LocalNode> nodes) throws IOException, InterruptedException {
        Optional<TakenPort> taken = TakenPort.among(nodes);
        if (taken.isPresent()) {
            throw new IOException(taken.get().message());
        }
        List<RunningNode> started = new ArrayList<>();
        boolean complete = false;
        try (ClusterProbe probe = ClusterProbe.open(directory)) {
            for (LocalNode node : nodes) {
                Files.createDirectories(node.folder());
                WholeFile.write(node.settings(), node.yaml(directory, directory.nodes(plan)));
                started.add(RunningNode.start(node, program));
            }
            Optional<String> leader = await(started, probe);
            complete = true;
            return leader;
        } finally {
            if (!complete) {
                stop(started, err);
            }
        }
    }

    private Optional<String> await(List<RunningNode> started, ClusterProbe probe)
            throws IOException, InterruptedException {
        boolean canAgree = RunningNode.among(directory.nodes(plan)).size() * 2 > plan.nodes();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> leader = Optional.empty();
        for (RunningNode each : started) {
            leader = Optional.empty();
            while (leader.isEmpty() && canAgree) {
                if (each.awaitEnd(PERIOD)) {
                    throw ended(each);
                }
                leader = probe.leader(each.node(), plan.nodes());
                if (leader.isEmpty() && System.nanoTime() > end) {
                    throw new IOException(
                            "%s takes no part after %d s; what it says is in %s"
                                    .formatted(
                                            each.node().name(),
                                            PATIENCE.toSeconds(),
                                            each.node().log()));
                }
            }
        }
        return leader;
    }

    private static IOException ended(RunningNode running) throws IOException {
        Path log = running.node().log();
        String said =
                Files.exists(log)
                        ? Files.readString(log, StandardCharsets.UTF_8)
                                .lines()
                                .reduce("", (_, line) -> line)
                        : "";
        return new IOException(
                "%s has ended: %s; all it said is in %s"
                        .formatted(running.node().name(), said, log));
    }

    /// Has all of `running` drain and stop, and waits until they have.
    static void stop(List<RunningNode> running, PrintWriter err)
            throws IOException, InterruptedException {
        running.forEach(RunningNode::stop);
        for (RunningNode each : running) {
            if (each.awaitStop()) {
                err.println(each.node().name() + " did not stop and was killed");
            }
        }
    }
}
