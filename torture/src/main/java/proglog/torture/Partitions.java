package proglog.torture;

import java.io.IOException;
import java.util.List;

/// Faults of the network between nodes; clients reach all of them nevertheless. For one thread
/// only.
final class Partitions {

    private final Cluster cluster;

    Partitions(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What these nodes send, or what is sent to them, or both, does not arrive.
    void cutOff(List<Node> nodes, boolean sending, boolean receiving, Fault fault)
            throws IOException, InterruptedException {
        Held.during(
                fault,
                () -> {
                    for (Node node : nodes) {
                        for (Node other : cluster.all()) {
                            cut(node, other, sending, receiving);
                        }
                    }
                },
                cluster.network()::heal);
    }

    /// Two halves of `nodes` do not reach each other, but the one between them in the list reaches
    /// both.
    void bridged(List<Node> nodes, Fault fault) throws IOException, InterruptedException {
        int half = nodes.size() / 2;
        Held.during(
                fault,
                () -> {
                    for (Node left : nodes.subList(0, half)) {
                        for (Node right : nodes.subList(half + 1, nodes.size())) {
                            cut(left, right, true, true);
                        }
                    }
                },
                cluster.network()::heal);
    }

    private void cut(Node node, Node other, boolean sending, boolean receiving) throws IOException {
        if (node != other && sending) {
            cluster.network().cut(node.number(), other.number());
        }
        if (node != other && receiving) {
            cluster.network().cut(other.number(), node.number());
        }
    }
}
