package proglog.torture;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import proglog.v1.Server;

/// Looks from outside how the cluster is doing. For one thread only.
final class Watch {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration ELECTION = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Load load;

    Watch(Cluster cluster, Load load) {
        this.cluster = cluster;
        this.load = load;
    }

    /// Something that comes to hold.
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /// Waits until `condition` holds; says whether it does.
    static boolean await(Duration patience, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }

    /// Who leads, as one of the nodes says; one by chance when none says so in time.
    Node leader(Random random) throws InterruptedException {
        List<Node> voters = cluster.voters();
        long end = System.nanoTime() + ELECTION.toNanos();
        while (System.nanoTime() - end < 0) {
            for (Node asked : voters) {
                Optional<Node> leader = leaderBy(asked);
                if (leader.isPresent()) {
                    return leader.get();
                }
            }
            Thread.sleep(STEP);
        }
        return voters.get(random.nextInt(voters.size()));
    }

    private Optional<Node> leaderBy(Node asked) {
        List<Server> servers = load.links().servers(asked.number()).orElse(List.of());
        return servers.stream()
                .filter(Server::getIsLeader)
                .flatMap(server ->
                        cluster.voters().stream()
                                .filter(node -> node.name().equals(server.getId())))
                .findFirst();
    }

    /// Waits until the nodes say that `node` is, or is not, one of the voters.
    boolean awaitVoter(Node node, boolean isVoter, Duration patience) throws InterruptedException {
        return await(
                patience,
                () ->
                        cluster.voters().stream()
                                .filter(other -> other != node && other.isRunning())
                                .anyMatch(other -> agrees(other, node.name(), isVoter)));
    }

    private boolean agrees(Node asked, String name, boolean isVoter) {
        return load.links()
                .servers(asked.number())
                .filter(servers -> !servers.isEmpty())
                .map(servers ->
                        servers.stream().anyMatch(server -> server.getId().equals(name)) == isVoter)
                .orElse(false);
    }

    /// Waits until `node` can give all that is acknowledged now.
    boolean awaitCaughtUp(Node node, Duration patience) throws InterruptedException {
        long least = load.next();
        return await(patience, () -> next(node).orElse(-1L) >= least);
    }

    /// Waits until an append that is acknowledged later than now is.
    boolean awaitAppends(long more, Duration patience) throws InterruptedException {
        long enough = load.acknowledged() + more;
        return await(patience, () -> load.acknowledged() >= enough);
    }

    /// By node, how many records each voter has; without those that do not say.
    Map<String, Long> lengths() {
        Map<String, Long> lengths = new HashMap<>();
        cluster.voters()
                .forEach(node -> next(node).ifPresent(next -> lengths.put(node.name(), next)));
        return lengths;
    }

    private Optional<Long> next(Node node) {
        return load.links().next(node.number());
    }
}
