package proglog.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Does a fault to the cluster, and takes it back. For one thread only.
final class Injector {

    private static final int SLOW_MILLIS = 300;
    private static final int CLOCK_MINUTES = 90;

    private final Cluster cluster;
    private final Watch watch;
    private final Partitions partitions;
    private final Memberships memberships;

    Injector(Cluster cluster, Watch watch, Findings findings) {
        this.cluster = cluster;
        this.watch = watch;
        this.partitions = new Partitions(cluster);
        this.memberships = new Memberships(cluster, watch, findings);
    }

    /// Does `fault`, holds it, and takes it back: all nodes are running when it returns.
    void inject(Fault fault) throws IOException, InterruptedException {
        Random random = new Random(fault.chance());
        switch (fault.kind()) {
            case KILL_LEADER -> killed(List.of(watch.leader(random)), fault);
            case KILL_FOLLOWER -> killed(List.of(follower(random)), fault);
            case KILL_MAJORITY -> killed(majority(random), fault);
            case KILL_ALL -> killed(cluster.voters(), fault);
            case PAUSE_LEADER -> paused(watch.leader(random), fault);
            case PAUSE_FOLLOWER -> paused(follower(random), fault);
            case CUT_OFF_LEADER ->
                    partitions.cutOff(List.of(watch.leader(random)), true, true, fault);
            case CUT_OFF_FOLLOWER ->
                    partitions.cutOff(List.of(follower(random)), true, true, fault);
            case CUT_OFF_ALL -> partitions.cutOff(cluster.voters(), true, true, fault);
            case MUTE_LEADER ->
                    partitions.cutOff(List.of(watch.leader(random)), true, false, fault);
            case DEAFEN_LEADER ->
                    partitions.cutOff(List.of(watch.leader(random)), false, true, fault);
            case BRIDGE -> partitions.bridged(any(random), fault);
            case SLOW_DISK -> slowed(random, fault);
            case FULL_DISK -> full(any(random).getFirst(), fault);
            case FAILING_SYNC -> failing(any(random).getFirst(), fault);
            case POWER_CUT -> withoutPower(List.of(any(random).getFirst()), fault);
            case POWER_CUT_ALL -> withoutPower(cluster.voters(), fault);
            case ROLLING_RESTART -> memberships.restarted(any(random));
            case JOIN_AND_LEAVE -> memberships.joined(fault);
            case REPLACE_DISK -> memberships.replaced(follower(random), fault);
            case CLOCK_JUMP -> jumped(random, fault);
        }
    }

    private List<Node> any(Random random) {
        List<Node> nodes = new ArrayList<>(cluster.voters());
        Collections.shuffle(nodes, random);
        return nodes;
    }

    private Node follower(Random random) throws InterruptedException {
        List<Node> shuffled = any(random);
        Node leader = watch.leader(random);
        return shuffled.getFirst() == leader ? shuffled.getLast() : shuffled.getFirst();
    }

    private List<Node> majority(Random random) {
        return any(random).subList(0, cluster.voters().size() / 2 + 1);
    }

    private static void kill(List<Node> nodes) throws InterruptedException {
        for (Node node : nodes) {
            node.kill();
        }
    }

    private static void start(List<Node> nodes) throws IOException {
        for (Node node : nodes) {
            node.start();
        }
    }

    private static void killed(List<Node> nodes, Fault fault)
            throws IOException, InterruptedException {
        Held.during(fault, () -> kill(nodes), () -> start(nodes));
    }

    private static void paused(Node node, Fault fault) throws IOException, InterruptedException {
        Held.during(fault, node::pause, node::resume);
    }

    private void slowed(Random random, Fault fault) throws IOException, InterruptedException {
        Node node = any(random).getFirst();
        Duration by = Duration.ofMillis(1 + random.nextInt(SLOW_MILLIS));
        Held.during(
                fault, () -> node.shim().slowSyncs(by), () -> node.shim().slowSyncs(Duration.ZERO));
    }

    private void full(Node node, Fault fault) throws IOException, InterruptedException {
        Held.during(
                fault,
                node.mounted()::fill,
                () -> {
                    memberships.stop(node);
                    node.mounted().free();
                    node.start();
                });
    }

    private void failing(Node node, Fault fault) throws IOException, InterruptedException {
        Held.during(
                fault,
                () -> node.shim().failSyncs(true),
                () -> {
                    memberships.stop(node);
                    node.shim().failSyncs(false);
                    node.start();
                });
    }

    private static void withoutPower(List<Node> nodes, Fault fault)
            throws IOException, InterruptedException {
        Held.during(
                fault,
                () -> {
                    kill(nodes);
                    for (Node node : nodes) {
                        node.mounted().cutPower();
                    }
                },
                () -> start(nodes));
    }

    private void jumped(Random random, Fault fault) throws IOException, InterruptedException {
        Node node = any(random).getFirst();
        Duration by = Duration.ofMinutes(random.nextInt(-CLOCK_MINUTES, CLOCK_MINUTES));
        Held.during(
                fault,
                () -> node.shim().setClockAhead(by),
                () -> node.shim().setClockAhead(Duration.ZERO));
    }
}
