package proglog.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Nodes that come and go of their own will. For one thread only.
final class Memberships {

    private static final Duration MEMBERSHIP = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Watch watch;
    private final Findings findings;

    Memberships(Cluster cluster, Watch watch, Findings findings) {
        this.cluster = cluster;
        this.watch = watch;
        this.findings = findings;
    }

    /// One after the other stops and starts.
    void restarted(List<Node> nodes) throws IOException, InterruptedException {
        for (Node node : nodes) {
            stop(node);
            node.start();
            watch.awaitCaughtUp(node, MEMBERSHIP);
        }
    }

    /// The spare one joins with an empty disk, and leaves.
    void joined(Fault fault) throws IOException, InterruptedException {
        Node spare = cluster.spare();
        Held.during(
                fault,
                () -> {
                    spare.startForAWhile();
                    if (!watch.awaitVoter(spare, true, MEMBERSHIP)
                            || !watch.awaitCaughtUp(spare, MEMBERSHIP)) {
                        findings.hang("a node that joins gets a vote and the log", spare, fault);
                    }
                },
                () -> {
                    stop(spare);
                    if (!watch.awaitVoter(spare, false, MEMBERSHIP)) {
                        findings.hang("a node that leaves loses its vote", spare, fault);
                    }
                    spare.disk().wipe();
                });
    }

    /// `node` leaves, and comes back with an empty disk.
    void replaced(Node node, Fault fault) throws IOException, InterruptedException {
        stop(node);
        node.startForAWhile();
        watch.awaitCaughtUp(node, MEMBERSHIP);
        stop(node);
        if (watch.awaitVoter(node, false, MEMBERSHIP)) {
            node.disk().wipe(); // while it has a vote, that would break its word
        } else {
            findings.hang("a node that leaves loses its vote", node, fault);
        }
        node.start();
    }

    /// Asks `node` to stop.
    void stop(Node node) throws InterruptedException {
        if (node.isRunning() && !node.stop()) {
            findings.add("a node stops when it is asked to", node.name() + " did not");
        }
        node.kill();
    }
}
