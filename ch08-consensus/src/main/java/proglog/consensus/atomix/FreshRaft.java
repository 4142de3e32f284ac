package proglog.consensus.atomix;

import io.atomix.cluster.ClusterMembershipService;
import io.atomix.cluster.MemberId;
import io.atomix.primitive.PrimitiveTypeRegistry;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.RaftServerProtocol;
import io.atomix.protocols.raft.storage.RaftStorage;
import io.atomix.protocols.raft.storage.log.RaftLog;
import io.atomix.protocols.raft.storage.log.RaftLogWriter;
import io.atomix.utils.concurrent.ThreadContextFactory;
import org.jspecify.annotations.Nullable;

/// Atomix's Raft on a [FreshLog], where each node may be elected.
final class FreshRaft extends RaftContext {

    // Atomix asks for it while it is being made; that has no initial value which would undo it.
    private @Nullable FreshLog log;

    FreshRaft(
            String name,
            MemberId self,
            ClusterMembershipService membership,
            RaftServerProtocol protocol,
            RaftStorage storage,
            PrimitiveTypeRegistry primitives,
            ThreadContextFactory threads) {
        super(name, self, membership, protocol, storage, primitives, threads, true);
    }

    @Override
    public RaftLog getLog() {
        FreshLog made = log;
        if (made == null) {
            made = FreshLog.over(super.getLog(), getLogReader(), getStorage().directory());
            log = made;
        }
        return made;
    }

    @Override
    public RaftLogWriter getLogWriter() {
        return getLog().writer();
    }

    /// Always ready. A follower asks for this before it stands for election: were it to wait until
    /// it has applied what was committed when it started, it would not look again, and never stand.
    /// A leader applies all of that before its reign begins, in any case.
    @Override
    public State getState() {
        return State.READY;
    }
}
