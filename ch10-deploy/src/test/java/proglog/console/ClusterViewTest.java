package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.InMemoryLog;
import proglog.SettableClock;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;

/// What a node makes of what the others say.
final class ClusterViewTest {

    private static final ClusterNode B = new ClusterNode("b", "b:8402", "b:8400");

    private final List<ClusterNode> voters = new ArrayList<>(List.of(node("a"), B, node("c")));
    private final Map<String, NodeStatus> answers = new TreeMap<>();
    private final List<List<ClusterNode>> asked = new ArrayList<>();
    private final Reigns reigns = new Reigns(new SettableClock());
    private NodeStatus self = Statuses.follower("a", 2, 10);

    private final ClusterView view =
            new ClusterView(
                    "demo",
                    () -> self,
                    () -> voters,
                    nodes -> {
                        asked.add(nodes);
                        return answers;
                    },
                    reigns,
                    new Tail(new InMemoryLog()),
                    new SettableClock());

    private static ClusterNode node(String name) {
        return new ClusterNode(name, name + ":8402", name + ":8400");
    }

    private ClusterState.Node seen(String name) throws InterruptedException {
        return view.now().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    @Tag("task-10.7")
    void asksTheOthersAndSaysWhoLeads() throws InterruptedException {
        answers.put("b", Statuses.leader("b", 2, Map.of("a", 0L, "c", 7L)));
        answers.put("c", Statuses.follower("c", 2, 3));

        ClusterState state = view.now();

        assertThat(asked).containsExactly(List.of(B, node("c")));
        assertThat(state.leader()).isEqualTo("b");
        assertThat(state.term()).isEqualTo(2);
        assertThat(state.nodes()).allMatch(ClusterState.Node::isReached);
        assertThat(state.nodes()).extracting(ClusterState.Node::lag).containsExactly(0L, 0L, 7L);
        assertThat(state.nodes()).extracting(ClusterState.Node::rpc).contains("b:8400");
    }

    @Test
    @Tag("task-10.7")
    void keepsWhatANodeSaidLastWhenItIsGone() throws InterruptedException {
        NodeStatus last = Statuses.follower("c", 1, 4);
        answers.put("c", last);
        view.now();
        answers.clear();

        assertThat(seen("c"))
                .isEqualTo(new ClusterState.Node("c", "c:8400", false, true, 6, Optional.of(last)));
        assertThat(seen("b"))
                .isEqualTo(new ClusterState.Node("b", "b:8400", false, true, -1, Optional.empty()));
    }

    @Test
    @Tag("task-10.7")
    void believesTheLaterOfTwoLeaders() throws InterruptedException {
        answers.put("b", Statuses.leader("b", 2, Map.of()));
        answers.put("c", Statuses.leader("c", 3, Map.of()));

        assertThat(view.now().leader()).isEqualTo("c");
        assertThat(view.now().term()).isEqualTo(3);
    }

    @Test
    @Tag("task-10.7")
    void knowsNoLeaderThatDoesNotSaySo() throws InterruptedException {
        assertThat(view.now().leader()).isEmpty();
    }

    @Test
    void forgetsWhoHasNoVoteAnyMoreButNotItself() throws InterruptedException {
        answers.put("c", Statuses.follower("c", 2, 3));
        view.now();
        answers.clear();
        voters.clear();
        voters.add(B);

        assertThat(view.now().nodes())
                .extracting(ClusterState.Node::name)
                .containsExactly("a", "b");
        assertThat(seen("a").hasVote()).isFalse();
    }

    @Test
    void remembersWhoLedOnceForEachChange() throws InterruptedException {
        reigns.add(new Leadership(0, Optional.empty(), false));
        reigns.add(new Leadership(1, Optional.of(B), false));
        reigns.add(new Leadership(1, Optional.of(B), true));
        reigns.add(new Leadership(1, Optional.empty(), false));

        assertThat(view.now().reigns()).extracting(Reign::leader).containsExactly("b", "");
    }

    @Test
    void saysTheSameToAnotherNode() {
        NodeStatus said = Statuses.leader("b", 2, Map.of("a", 0L, "c", 7L));

        assertThat(StatusWire.decode(StatusWire.encode(said))).isEqualTo(said);
    }
}
