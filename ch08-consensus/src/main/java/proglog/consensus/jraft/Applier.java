package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.consensus.StateMachine;

/// Applies what was agreed, and passes on what JRaft says of its node. One thread of JRaft's calls
/// it.
final class Applier<R> extends StateMachineAdapter {

    private static final Logger logger = LoggerFactory.getLogger(Applier.class);

    private static final int ENTRY_BYTES = 64; // about what the log adds to a command

    private final PeerId self;
    private final StateMachine<R> machine;
    private final Roster roster;
    private final Reigns reigns;
    private final Snapshots<R> snapshots;
    private final Events events;
    private long reign; // of this node

    /// What else happens to the node.
    interface Events {

        /// This node leads, and has applied all that earlier leaders had acknowledged.
        void leads(long term);

        /// More has been agreed on, and applied here.
        void applied();

        /// What was queued here may be agreed on under another leader, or never.
        void stoppedLeading();

        /// The node takes part no more.
        void failed(RaftException failure);
    }

    Applier(
            PeerId self,
            StateMachine<R> machine,
            Roster roster,
            Reigns reigns,
            Snapshots<R> snapshots,
            Events events) {
        this.self = self;
        this.machine = machine;
        this.roster = roster;
        this.reigns = reigns;
        this.snapshots = snapshots;
        this.events = events;
    }

    @Override
    public void onApply(Iterator entries) {
        long bytes = 0;
        while (entries.hasNext()) {
            Bytes command =
                    entries.done() instanceof Proposal<?> proposal
                            ? proposal.command()
                            : bytes(entries.getData());
            try {
                apply(entries.getIndex(), command, entries.done());
            } catch (RuntimeException failure) {
                logger.error("entry {} cannot be applied", entries.getIndex(), failure);
                entries.setErrorAndRollback(
                        1, new Status(RaftError.ESTATEMACHINE, "%s", failure.toString()));
                return;
            }
            bytes += command.length() + ENTRY_BYTES;
            entries.next();
        }
        snapshots.grown(bytes);
        events.applied();
    }

    private static Bytes bytes(@Nullable ByteBuffer data) {
        if (data == null) {
            return Bytes.EMPTY;
        }
        if (data.hasArray()) {
            return Bytes.wrap(data.array(), data.arrayOffset() + data.position(), data.remaining());
        }
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return Bytes.wrap(copy);
    }

    private void apply(long index, Bytes command, @Nullable Closure done) {
        if (Roster.isNote(command)) {
            roster.apply(command);
            reigns.nodesChanged();
            if (done instanceof Proposal<?> note) {
                note.noted();
            }
        } else {
            R result = machine.apply(index, command);
            if (done instanceof Proposal<?> proposal) {
                results(proposal).complete(result);
            }
        }
    }

    // Who proposes to this machine waits for its results.
    @SuppressWarnings("unchecked")
    private CompletableFuture<R> results(Proposal<?> proposal) {
        return (CompletableFuture<R>) proposal.result();
    }

    @Override
    public void onSnapshotSave(SnapshotWriter writer, Closure done) {
        snapshots.save(writer, done);
    }

    @Override
    public boolean onSnapshotLoad(SnapshotReader reader) {
        boolean isLoaded = snapshots.load(reader);
        reigns.nodesChanged();
        return isLoaded;
    }

    // By then the node itself has it: it takes up who votes when it is told to, before that is
    // agreed
    // on.
    @Override
    public void onConfigurationCommitted(Configuration voters) {
        reigns.nodesChanged();
    }

    @Override
    public void onLeaderStart(long term) {
        reign = term;
        logger.info("this node leads in term {}", term);
        reigns.begins(term, self, true);
        events.leads(term);
    }

    @Override
    public void onLeaderStop(Status status) {
        logger.info("this node leads no more: {}", status.getErrorMsg());
        reigns.ends(reign);
        // While it hands over, what was queued before is still agreed on here.
        if (status.getRaftError() != RaftError.ETRANSFERLEADERSHIP) {
            events.stoppedLeading();
        }
    }

    @Override
    public void onStartFollowing(LeaderChangeContext change) {
        reigns.begins(change.getTerm(), change.getLeaderId(), false);
        events.stoppedLeading();
        logger.info(
                "following {} in term {}",
                roster.at(change.getLeaderId()).name(),
                change.getTerm());
    }

    @Override
    public void onStopFollowing(LeaderChangeContext change) {
        logger.info(
                "following {} no more: {}",
                roster.at(change.getLeaderId()).name(),
                change.getStatus().getErrorMsg());
        reigns.ends(change.getTerm());
    }

    @Override
    public void onError(RaftException failure) {
        logger.error("this node takes part no more: {}", failure.getMessage(), failure);
        reigns.ends(reign);
        events.failed(failure);
    }
}
