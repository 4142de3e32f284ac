package proglog.consensus;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Appender;
import proglog.Batch;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;

/// Proposes the batches of one producer without waiting for one before the next, while this node
/// leads. For one thread that begins and one that awaits.
///
/// Those under way were all proposed in one term, in their order: so when one is not agreed on,
/// none behind it is. What is begun after one has failed waits until it is awaited, and takes the
/// slow way then, which finds another leader and tries again; only when nothing is under way any
/// more, batches are proposed again.
final class OrderedAppends implements Appender {

    private final Consensus<?> consensus;
    private final Proposals proposals;
    private final Appends appends;
    private final ReplicatedLogConfig config;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Entry> underWay = new ArrayDeque<>(); // guarded by lock
    private long term; // in which those under way were proposed; guarded by lock
    private boolean hasFailed; // for good; guarded by lock

    OrderedAppends(
            Consensus<?> consensus,
            Proposals proposals,
            Appends appends,
            ReplicatedLogConfig config) {
        this.consensus = consensus;
        this.proposals = proposals;
        this.appends = appends;
        this.config = config;
    }

    /// @param proposal what was proposed; nothing when that was no use
    private record Entry(
            Batch batch, Deadline deadline, Optional<CompletableFuture<Acknowledged>> proposal) {

        boolean mayBeAgreedOn() {
            return proposal.filter(future -> !future.isCompletedExceptionally()).isPresent();
        }
    }

    @Override
    public Begun begin(Batch batch, Deadline deadline) {
        config.requireFits(batch);
        lock.lock();
        try {
            Entry entry =
                    new Entry(
                            batch,
                            deadline,
                            deadline.hasPassed() ? Optional.empty() : propose(batch));
            underWay.add(entry);
            return () -> await(entry);
        } finally {
            lock.unlock();
        }
    }

    private Optional<CompletableFuture<Acknowledged>> propose(Batch batch) {
        if (hasFailed) {
            return Optional.empty();
        }
        if (underWay.isEmpty()) {
            Leadership now = consensus.leadership();
            term = now.term();
            if (!now.isSelf()) {
                return Optional.empty();
            }
        }
        return underWay.stream().allMatch(Entry::mayBeAgreedOn)
                ? Optional.of(proposals.submit(batch, term))
                : Optional.empty();
    }

    private OffsetRange await(Entry entry) {
        boolean isDone = false;
        try {
            Acknowledged done = result(entry);
            isDone = true;
            Acknowledgement.note(done);
            return done.offsets();
        } finally {
            over(isDone);
        }
    }

    private void over(boolean isDone) {
        lock.lock();
        try {
            underWay.remove(); // they are awaited in their order
            hasFailed |= !isDone;
        } finally {
            lock.unlock();
        }
    }

    private Acknowledged result(Entry entry) {
        Optional<OutcomeUnknownException> doubt = Optional.empty();
        if (entry.proposal().isPresent()) {
            try {
                return Appends.await(
                        entry.proposal().get(),
                        Appends.earlier(entry.deadline(), config.patience()));
            } catch (LogUnavailableException nothingHappened) {
                // the slow way, below
            } catch (OutcomeUnknownException unknown) {
                if (!mayRepeat(entry)) {
                    throw unknown;
                }
                doubt = Optional.of(unknown);
            }
        }
        if (hasFailed()) {
            throw new LogUnavailableException("not appended: one before it failed");
        }
        try {
            Appends.requireTime(entry.deadline());
            return appends.append(entry.batch(), entry.deadline());
        } catch (LogUnavailableException | ProducerForgottenException failure) {
            // What it says of its own tries does not hold for the first one.
            throw doubt.isPresent() ? doubt.get() : failure;
        }
    }

    private boolean mayRepeat(Entry entry) {
        return !entry.batch().sequence().isNone()
                && !entry.deadline().hasPassed()
                && !Thread.currentThread().isInterrupted()
                && !hasFailed();
    }

    private boolean hasFailed() {
        lock.lock();
        try {
            return hasFailed;
        } finally {
            lock.unlock();
        }
    }
}
