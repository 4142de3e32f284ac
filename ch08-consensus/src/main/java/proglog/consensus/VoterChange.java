package proglog.consensus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is to be changed about who votes. Immutable.
sealed interface VoterChange {

    /// `node` gets a vote, or keeps it at a new address.
    record Add(ClusterNode node) implements VoterChange {}

    /// The node called `name` loses its vote.
    record Remove(String name) implements VoterChange {}

    /// A cluster of so many loses no vote to a failure: what comes back is welcome, and two votes
    /// are no better than three of which one is silent.
    int FEWEST = 3;

    /// The next change to make, if there is one: who left goes first, who is there comes next, who
    /// failed goes last and only from a cluster of more than [#FEWEST].
    ///
    /// @param self the node that leads, and never removes itself
    /// @param voters who has a vote
    /// @param present who is there
    /// @param left the names of those who said goodbye
    /// @param failed the names of those who answer no more
    static Optional<VoterChange> next(
            String self,
            List<ClusterNode> voters,
            Collection<ClusterNode> present,
            Set<String> left,
            Set<String> failed) {
        for (ClusterNode voter : voters) {
            if (left.contains(voter.name()) && !voter.name().equals(self)) {
                return Optional.of(new Remove(voter.name()));
            }
        }
        for (ClusterNode node : present) {
            if (!voters.contains(node) && !left.contains(node.name())) {
                return Optional.of(new Add(node));
            }
        }
        for (ClusterNode voter : voters) {
            if (failed.contains(voter.name())
                    && !voter.name().equals(self)
                    && voters.size() > FEWEST) {
                return Optional.of(new Remove(voter.name()));
            }
        }
        return Optional.empty();
    }
}
