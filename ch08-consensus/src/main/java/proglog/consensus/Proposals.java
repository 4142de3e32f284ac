package proglog.consensus;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.Task;

/// The leader's door to its consensus: a batch that came before is not proposed again, and times do
/// not go back. For many threads.
final class Proposals {

    private final Consensus<OffsetRange> consensus;
    private final LogStateMachine machine;
    private final AppliedRecords records;
    private final ReplicatedLogConfig config;
    private final ReplicationSpans spans;

    private final ReentrantLock lock = new ReentrantLock();
    // Batches that carry a sequence, are in this term's log or on their way there, and are not
    // known
    // to be applied. Put under lock, taken out without it: the thread that applies commands must
    // never wait for one that proposes, who may wait for it.
    private final Map<ProducerSequence, CompletableFuture<Acknowledged>> inFlight =
            new ConcurrentHashMap<>();
    private long term = -1; // of those in flight; guarded by lock
    private long timeNanos = Long.MIN_VALUE; // of the last one proposed; guarded by lock

    Proposals(
            Consensus<OffsetRange> consensus,
            LogStateMachine machine,
            AppliedRecords records,
            ReplicatedLogConfig config) {
        this.consensus = consensus;
        this.machine = machine;
        this.records = records;
        this.config = config;
        this.spans = new ReplicationSpans(config.telemetry().tracer());
    }

    /// Proposes `batch`, if this node leads. Completes when the records can be read here, too.
    CompletableFuture<Acknowledged> submit(Batch batch) {
        return submit(batch, consensus.leadership().term());
    }

    /// The same, if this node leads in `wanted`.
    CompletableFuture<Acknowledged> submit(Batch batch, long wanted) {
        if (!consensus.leadership().isSelf()) {
            return CompletableFuture.failedFuture(notLeader());
        }
        byte[] command = BatchCommand.encode(batch);
        lock.lock();
        try {
            Leadership now = consensus.leadership();
            if (!now.isSelf() || now.term() != wanted) {
                return CompletableFuture.failedFuture(notLeader());
            }
            if (now.term() != term) {
                inFlight.clear();
                term = now.term();
            }
            return batch.sequence().isNone()
                    ? propose(command)
                    : proposeOnce(batch.sequence(), command);
        } catch (CommitLogException failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            lock.unlock();
        }
    }

    // First those in flight, then those applied: one goes from there to here, never back.
    @Task("8.4")
    private CompletableFuture<Acknowledged> proposeOnce(ProducerSequence sequence, byte[] command) {
        CompletableFuture<Acknowledged> earlier = inFlight.get(sequence);
        if (earlier != null && !earlier.isDone()) {
            return earlier.copy();
        }
        Optional<OffsetRange> applied = machine.find(sequence);
        if (applied.isPresent()) {
            inFlight.remove(sequence);
            return whenReadable(new Acknowledged(applied.get(), term, config.self().name()));
        }
        if (earlier != null) { // nobody knows yet, and twice would be too often
            return earlier.copy();
        }
        CompletableFuture<Acknowledged> begun = propose(command);
        inFlight.put(sequence, begun);
        var _ = begun.whenComplete((_, failure) -> ended(sequence, begun, failure));
        return begun.copy();
    }

    // What may have happened stays until it has been applied, or this term is over: then all that
    // this term's log holds has been applied, or is lost for good.
    private void ended(
            ProducerSequence sequence,
            CompletableFuture<Acknowledged> begun,
            @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        if (cause == null || cause instanceof LogUnavailableException) {
            inFlight.remove(sequence, begun);
        }
    }

    private CompletableFuture<Acknowledged> propose(byte[] command) {
        long proposedIn = term;
        Instant now = config.clock().instant();
        timeNanos =
                Math.max(Math.max(DerivedRecords.nanos(now), timeNanos), machine.lastTimeNanos());
        BatchCommand.stamp(command, timeNanos);
        return spans.around(
                proposedIn,
                () ->
                        consensus
                                .propose(proposedIn, Bytes.wrap(command))
                                .thenCompose(offsets ->
                                        whenReadable(
                                                new Acknowledged(
                                                        offsets,
                                                        proposedIn,
                                                        config.self().name()))));
    }

    private CompletableFuture<Acknowledged> whenReadable(Acknowledged done) {
        CompletableFuture<Acknowledged> readable = new CompletableFuture<>();
        records.whenReadable(done.offsets().next(), () -> readable.complete(done));
        return readable;
    }

    /// Whether nobody can tell any more what became of the batch named `sequence`.
    boolean isForgotten(ProducerSequence sequence) {
        try {
            var _ = machine.find(sequence);
            return false;
        } catch (OutcomeUnknownException _) {
            return true;
        }
    }

    private NotLeaderException notLeader() {
        return new NotLeaderException(config.self().name(), consensus.leadership().leader());
    }
}
