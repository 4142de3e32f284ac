package proglog.loadbalance;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.ProducerSequence;
import proglog.grpc.RemoteLog;

/// The log of a cluster, where each call may be answered by another server. For many threads.
///
/// A call that fails is made again while that is safe; a batch without a sequence gets one, so that
/// it always is. Whoever appends here reads here what was appended, also from a server that is
/// behind.
final class RetryingLog implements CommitLog {

    private final RemoteLog log;
    private final Attempts attempts;
    private final Sequences sequences;
    private final AtomicLong known = new AtomicLong(); // records below it were seen here

    /// @param log one try of each call
    RetryingLog(RemoteLog log, Attempts attempts, Sequences sequences) {
        this.log = log;
        this.attempts = attempts;
        this.sequences = sequences;
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        if (!batch.sequence().isNone()) {
            return appendNamed(batch, deadline, new AtomicBoolean());
        }
        requireTime(deadline);
        AtomicBoolean isInDoubt = new AtomicBoolean();
        try {
            return appendNumbered(batch, deadline, isInDoubt);
        } catch (ProducerForgottenException forgotten) {
            if (isInDoubt.get()) {
                throw forgotten;
            }
            return appendNumbered(batch, deadline, isInDoubt); // by another producer
        }
    }

    private OffsetRange appendNumbered(Batch batch, Deadline deadline, AtomicBoolean isInDoubt) {
        ProducerSequence sequence = sequences.take(deadline);
        try {
            return appendNamed(new Batch(batch.values(), sequence), deadline, isInDoubt);
        } catch (ProducerForgottenException forgotten) {
            sequences.forgotten(sequence);
            throw forgotten;
        } finally {
            sequences.done(sequence);
        }
    }

    private OffsetRange appendNamed(Batch batch, Deadline deadline, AtomicBoolean isInDoubt) {
        OffsetRange offsets = attempts.make(deadline, until -> tryAppend(batch, until, isInDoubt));
        know(offsets.next());
        return offsets;
    }

    private OffsetRange tryAppend(Batch batch, Deadline until, AtomicBoolean isInDoubt) {
        try {
            return log.append(batch, until);
        } catch (OutcomeUnknownException unknown) {
            isInDoubt.compareAndSet(false, !(unknown instanceof ProducerForgottenException));
            throw unknown;
        }
    }

    private static void requireTime(Deadline deadline) {
        if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
            throw new LogUnavailableException("no time to begin the append");
        }
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        boolean isKnown = consistency instanceof Consistency.Local && offset < known.get();
        Consistency fresh = isKnown ? Consistency.atLeast(offset) : consistency;
        try {
            LogRecord record = attempts.make(deadline, until -> log.read(offset, fresh, until));
            know(offset + 1);
            return record;
        } catch (OffsetOutOfRangeException outside) {
            throw new OffsetOutOfRangeException(offset, withKnown(outside.range()));
        }
    }

    @Override
    public OffsetRange offsets() {
        return withKnown(attempts.make(Deadline.never(), _ -> log.offsets()));
    }

    private OffsetRange withKnown(OffsetRange found) {
        long next = Math.max(found.next(), known.get());
        know(next);
        return new OffsetRange(found.first(), next);
    }

    private void know(long next) {
        known.accumulateAndGet(next, Math::max);
    }

    /// As the server that is asked knows it, which may be behind.
    @Override
    public long offsetAt(Instant time) {
        return attempts.make(Deadline.never(), _ -> log.offsetAt(time));
    }

    @Override
    public LogCursor follow(long offset) {
        OffsetRange there = offsets();
        if (offset < there.first()) {
            throw new OffsetOutOfRangeException(offset, there);
        }
        return new ResumingCursor(log::stream, attempts, offset);
    }

    @Override
    public void close() {
        attempts.close();
        log.close();
    }
}
