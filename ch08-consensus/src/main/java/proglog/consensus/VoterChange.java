package proglog.consensus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import proglog.Task;

/// What is to be changed about who votes. Immutable.
sealed interface VoterChange {

    /// `node` gets a vote, or keeps it at a new address.
    record Add(ClusterNode node) implements VoterChange {}

    /// The node called `name` loses its vote.
    record Remove(String name) implements VoterChange {}

    /// A cluster of so many loses no vote to a failure: what comes back is welcome, and two votes
    /// are no better than three of which one is silent.
    int FEWEST = 3;

    /// The next change to make that is not among `tried`, if there is one: who left goes first, who
    /// is there comes next, who failed goes last and only from a cluster of more than [#FEWEST].
    ///
    /// @param self the node that leads, and never removes itself
    /// @param voters who has a vote
    /// @param present who is there
    /// @param left the names of those who said goodbye
    /// @param failed the names of those who answer no more
    /// @param tried what has been tried already
    @Task("8.6")
    static Optional<VoterChange> next(
            String self,
            List<ClusterNode> voters,
            Collection<ClusterNode> present,
            Set<String> left,
            Set<String> failed,
            Set<VoterChange> tried) {
        return all(self, voters, present, left, failed)
                .filter(change -> !tried.contains(change))
                .findFirst();
    }

    private static Stream<VoterChange> all(
            String self,
            List<ClusterNode> voters,
            Collection<ClusterNode> present,
            Set<String> left,
            Set<String> failed) {
        List<String> others =
                voters.stream().map(ClusterNode::name).filter(name -> !name.equals(self)).toList();
        Stream<VoterChange> leaving = others.stream().filter(left::contains).map(Remove::new);
        Stream<VoterChange> coming =
                present.stream()
                        .filter(node -> !voters.contains(node) && !left.contains(node.name()))
                        .map(Add::new);
        Stream<VoterChange> failing =
                others.stream()
                        .filter(name -> failed.contains(name) && voters.size() > FEWEST)
                        .map(Remove::new);
        return Stream.of(leaving, coming, failing).flatMap(changes -> changes);
    }
}
