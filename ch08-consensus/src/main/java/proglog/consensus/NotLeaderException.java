package proglog.consensus;

import java.util.Optional;
import proglog.LogUnavailableException;

/// The node that was asked does not lead, and has done nothing: ask the one that does.
public final class NotLeaderException extends LogUnavailableException {

    private final Optional<ClusterNode> leader;

    /// @param leader who leads, if that is known
    public NotLeaderException(String node, Optional<ClusterNode> leader) {
        super(
                leader.map(one ->
                                "%s does not lead, %s at %s does"
                                        .formatted(node, one.name(), one.rpcAddress()))
                        .orElse(node + " does not lead, and knows of no leader"));
        this.leader = leader;
    }

    /// Who leads, if that is known.
    public Optional<ClusterNode> leader() {
        return leader;
    }
}
