package proglog.consensus;

import java.util.Optional;

/// Who leads, as far as this node knows. Immutable.
///
/// @param term the latest reign this node has heard of; it only grows
/// @param leader who leads in it, if that is known
/// @param isSelf whether it is this node, and it has applied everything earlier leaders had
///   acknowledged: only then may it answer for the cluster
public record Leadership(long term, Optional<ClusterNode> leader, boolean isSelf) {}
