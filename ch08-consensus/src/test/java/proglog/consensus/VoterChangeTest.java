package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which votes a leader changes, and in which order. The node `a` leads.
@Tag("task-8.6")
final class VoterChangeTest {

    /// @param changes what is changed, one after the other, when each succeeds
    record Case(
            String name,
            List<ClusterNode> voters,
            List<ClusterNode> present,
            Set<String> left,
            Set<String> failed,
            List<VoterChange> changes) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("nobody comes or goes", all("abc"), all("bc"), none(), none(), list()),
                new Case("one joins", all("a"), all("b"), none(), none(), list(add("b"))),
                new Case("two join", all("a"), all("bc"), none(), none(), list(add("b"), add("c"))),
                new Case(
                        "one is back at another address",
                        all("abc"),
                        List.of(node("b"), new ClusterNode("c", "c:9", "c:2")),
                        none(),
                        none(),
                        list(new VoterChange.Add(new ClusterNode("c", "c:9", "c:2")))),
                new Case(
                        "one leaves", all("abc"), all("b"), Set.of("c"), none(), list(remove("c"))),
                new Case(
                        "one of two leaves",
                        all("ab"),
                        all(""),
                        Set.of("b"),
                        none(),
                        list(remove("b"))),
                new Case(
                        "who never had a vote leaves",
                        all("a"),
                        all(""),
                        Set.of("b"),
                        none(),
                        list()),
                new Case("one of three fails", all("abc"), all("b"), none(), Set.of("c"), list()),
                new Case(
                        "one of four fails",
                        all("abcd"),
                        all("bc"),
                        none(),
                        Set.of("d"),
                        list(remove("d"))),
                new Case(
                        "two of four fail: three keep their votes",
                        all("abcd"),
                        all("b"),
                        none(),
                        Set.of("c", "d"),
                        list(remove("c"))),
                new Case(
                        "one fails and another one joins: who is there comes first",
                        all("abc"),
                        all("bd"),
                        none(),
                        Set.of("c"),
                        list(add("d"), remove("c"))),
                new Case(
                        "one leaves, one joins, one fails",
                        all("abcde"),
                        all("bcf"),
                        Set.of("e"),
                        Set.of("d"),
                        list(remove("e"), add("f"), remove("d"))),
                new Case(
                        "somebody says that the leader is gone",
                        all("abcd"),
                        all("bcd"),
                        Set.of("a"),
                        Set.of("a"),
                        list()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesOneChangeAfterTheOther(Case given) {
        List<ClusterNode> voters = new ArrayList<>(given.voters());
        List<VoterChange> made = new ArrayList<>();
        for (Optional<VoterChange> next = next(given, voters, Set.of());
                next.isPresent();
                next = next(given, voters, Set.of())) {
            made.add(next.get());
            make(next.get(), voters);
        }

        assertThat(made).isEqualTo(given.changes());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToEachOfThemWhenNoneSucceeds(Case given) {
        Set<VoterChange> tried = new HashSet<>();
        for (Optional<VoterChange> next = next(given, given.voters(), tried);
                next.isPresent();
                next = next(given, given.voters(), tried)) {
            assertThat(tried.add(next.get())).as("tries %s once", next.get()).isTrue();
        }

        given.changes().stream().limit(1).forEach(change -> assertThat(tried).contains(change));
        assertThat(tried.isEmpty()).isEqualTo(given.changes().isEmpty());
    }

    private static Optional<VoterChange> next(
            Case given, List<ClusterNode> voters, Set<VoterChange> tried) {
        return VoterChange.next("a", voters, given.present(), given.left(), given.failed(), tried);
    }

    private static void make(VoterChange change, List<ClusterNode> voters) {
        switch (change) {
            case VoterChange.Add(ClusterNode node) -> {
                voters.removeIf(voter -> voter.name().equals(node.name()));
                voters.add(node);
            }
            case VoterChange.Remove(String name) ->
                    voters.removeIf(voter -> voter.name().equals(name));
        }
    }

    private static List<ClusterNode> all(String names) {
        return names.chars().mapToObj(name -> node(Character.toString(name))).toList();
    }

    private static ClusterNode node(String name) {
        return new ClusterNode(name, name + ":1", name + ":2");
    }

    private static Set<String> none() {
        return Set.of();
    }

    private static List<VoterChange> list(VoterChange... changes) {
        return List.of(changes);
    }

    private static VoterChange add(String name) {
        return new VoterChange.Add(node(name));
    }

    private static VoterChange remove(String name) {
        return new VoterChange.Remove(name);
    }
}
