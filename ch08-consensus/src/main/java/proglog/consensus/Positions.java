package proglog.consensus;

import java.util.OptionalLong;
import proglog.Consistency;
import proglog.Deadline;
import proglog.OffsetRange;

/// How far somebody has read, stored under a name for the whole cluster: agreed on as records are,
/// and as safe. For many threads.
///
/// There are [#MAX_NAMES] at most; the one that was saved longest ago is forgotten first. Of two
/// saves, the one that was agreed on later counts, also when its offset is lower.
public final class Positions {

    /// How many names are remembered.
    public static final int MAX_NAMES = 10_000;

    /// How long a name may be, in UTF-8.
    public static final int MAX_NAME_BYTES = 255;

    private final Consensus<OffsetRange> consensus;
    private final LogStateMachine machine;
    private final Freshness freshness;
    private final ReplicatedLogConfig config;

    Positions(
            Consensus<OffsetRange> consensus,
            LogStateMachine machine,
            Freshness freshness,
            ReplicatedLogConfig config) {
        this.consensus = consensus;
        this.machine = machine;
        this.freshness = freshness;
        this.config = config;
    }

    /// Stores `offset` under `name`, if this node leads; returns when a majority has it.
    ///
    /// Fails with [NotLeaderException] when it does not. Whoever saved alone under this name may
    /// repeat a save of which it is not known whether it happened.
    public void save(String name, long offset, Deadline deadline) {
        PositionCommand command = new PositionCommand(name, offset);
        Appends.requireTime(deadline);
        Leadership now = consensus.leadership();
        if (!now.isSelf()) {
            throw new NotLeaderException(config.self().name(), now.leader());
        }
        Deadline most = Appends.earlier(deadline, config.patience());
        Appends.await(consensus.propose(now.term(), command.encode()), most);
    }

    /// What was saved last under `name`: no save is missed that was answered before this was asked.
    /// On any node.
    public OptionalLong find(String name, Deadline deadline) {
        freshness.await(Consistency.LINEARIZABLE, deadline);
        return machine.position(name);
    }
}
