package proglog.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What went wrong while the run went on. For one thread only.
final class Findings {

    private final Cluster cluster;
    private final History history;
    private final List<Violation> found = new ArrayList<>();

    Findings(Cluster cluster, History history) {
        this.cluster = cluster;
        this.history = history;
    }

    /// Takes note of a broken promise.
    void add(String promise, String evidence) {
        found.add(new Violation(promise, evidence));
        history.note("BROKEN: %s: %s".formatted(promise, evidence));
    }

    /// Takes note that `node` did not come to do something; all nodes say what they are doing.
    void hang(String promise, Node node, Fault fault) throws IOException {
        add(promise, "%s did not in time, fault %s".formatted(node.name(), fault));
        dumpThreads();
    }

    /// Lets all nodes say what their threads are doing.
    void dumpThreads() throws IOException {
        for (Node node : cluster.all()) {
            if (node.isRunning()) {
                node.dumpThreads();
            }
        }
    }

    List<Violation> all() {
        return List.copyOf(found);
    }
}
