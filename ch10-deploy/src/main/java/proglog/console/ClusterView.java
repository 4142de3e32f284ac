package proglog.console;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import proglog.Task;
import proglog.consensus.ClusterNode;

/// The cluster as this node sees it: what it knows of itself, and what the others say when they are
/// asked. For many threads.
final class ClusterView {

    /// Asks nodes how they are; who does not answer is not in the result.
    @FunctionalInterface
    interface Others {

        Map<String, NodeStatus> look(List<ClusterNode> nodes) throws InterruptedException;
    }

    private final String cluster;
    private final Supplier<NodeStatus> self;
    private final Supplier<List<ClusterNode>> voters;
    private final Others others;
    private final Reigns reigns;
    private final Tail tail;
    private final InstantSource clock;
    private final Map<String, NodeStatus> known = new ConcurrentHashMap<>(); // what each said last

    ClusterView(
            String cluster,
            Supplier<NodeStatus> self,
            Supplier<List<ClusterNode>> voters,
            Others others,
            Reigns reigns,
            Tail tail,
            InstantSource clock) {
        this.cluster = cluster;
        this.self = self;
        this.voters = voters;
        this.others = others;
        this.reigns = reigns;
        this.tail = tail;
        this.clock = clock;
    }

    /// Looks, which takes as long as the others take to answer.
    ClusterState now() throws InterruptedException {
        List<ClusterNode> members = voters.get();
        String name = self.get().name();
        Map<String, NodeStatus> answers =
                new TreeMap<>(
                        others.look(
                                members.stream()
                                        .filter(node -> !node.name().equals(name))
                                        .toList()));
        NodeStatus own = self.get(); // after the others, who may have been slow
        answers.put(own.name(), own);
        known.putAll(answers);
        known.keySet().retainAll(names(members, own));
        Optional<NodeStatus> leader = leader(answers.values());
        return new ClusterState(
                own.name(),
                cluster,
                clock.millis(),
                answers.values().stream().mapToLong(NodeStatus::term).max().orElse(0),
                leader.map(NodeStatus::name).orElse(""),
                nodes(members, answers, own, leader),
                reigns.all(),
                tail.now());
    }

    private static List<String> names(List<ClusterNode> members, NodeStatus own) {
        List<String> names = new ArrayList<>();
        members.forEach(node -> names.add(node.name()));
        names.add(own.name());
        return names;
    }

    // One that has not heard of its end yet says that it leads, too, but in an earlier term.
    @Task("10.7")
    private static Optional<NodeStatus> leader(Collection<NodeStatus> answers) {
        return answers.stream()
                .filter(status -> status.role().equals("leader"))
                .max(Comparator.comparingLong(NodeStatus::term));
    }

    private List<ClusterState.Node> nodes(
            List<ClusterNode> members,
            Map<String, NodeStatus> answers,
            NodeStatus own,
            Optional<NodeStatus> leader) {
        Map<String, ClusterState.Node> nodes = new TreeMap<>();
        nodes.put(own.name(), node(own.name(), "", false, answers, leader));
        members.forEach(member ->
                nodes.put(
                        member.name(),
                        node(member.name(), member.rpcAddress(), true, answers, leader)));
        return List.copyOf(nodes.values());
    }

    private ClusterState.Node node(
            String name,
            String rpc,
            boolean hasVote,
            Map<String, NodeStatus> answers,
            Optional<NodeStatus> leader) {
        Optional<NodeStatus> status = Optional.ofNullable(known.get(name));
        return new ClusterState.Node(
                name,
                rpc,
                answers.containsKey(name),
                hasVote,
                lag(name, status, answers.values(), leader),
                status);
    }

    // How many entries `name` is behind; -1 when it was never heard.
    @Task("10.7")
    private static long lag(
            String name,
            Optional<NodeStatus> status,
            Collection<NodeStatus> answers,
            Optional<NodeStatus> leader) {
        if (leader.filter(one -> one.name().equals(name)).isPresent()) {
            return 0;
        }
        // A leader that was elected after the node had gone knows nothing of it.
        boolean isHeard = answers.stream().anyMatch(answer -> answer.name().equals(name));
        if (isHeard && leader.isPresent() && leader.get().lag().containsKey(name)) {
            return leader.get().lag().get(name);
        }
        long farthest = answers.stream().mapToLong(NodeStatus::commit).max().orElse(0);
        return status.map(known -> Math.max(0, farthest - known.commit())).orElse(-1L);
    }
}
