package proglog.consensus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import proglog.Batch;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.Task;

/// Takes a batch to whoever leads, and goes on trying while that is safe: as long as nothing has
/// happened, or the batch carries a sequence. For many threads.
final class Appends {

    // How long one try may take when another one is safe: a leader that hangs does not answer.
    private static final Duration TRY = Duration.ofSeconds(2);

    private final Consensus<?> consensus;
    private final Proposals proposals;
    private final Forwarding forwarding;
    private final AppliedRecords records;
    private final LeaderWatch watch;
    private final ReplicatedLogConfig config;

    Appends(
            Consensus<?> consensus,
            Proposals proposals,
            Forwarding forwarding,
            AppliedRecords records,
            LeaderWatch watch,
            ReplicatedLogConfig config) {
        this.consensus = consensus;
        this.proposals = proposals;
        this.forwarding = forwarding;
        this.records = records;
        this.watch = watch;
        this.config = config;
    }

    /// Appends `batch`; waits no longer than `asked`, nor than the log's patience.
    @Task("8.5")
    Acknowledged append(Batch batch, Deadline asked) {
        Deadline deadline = earlier(asked, config.patience());
        Optional<CommitLogException> doubt = Optional.empty();
        while (true) {
            long seen = watch.changes();
            CommitLogException failure;
            try {
                return attempt(batch, deadline);
            } catch (LogUnavailableException nothingHappened) {
                failure = doubt.orElse(nothingHappened);
            } catch (OutcomeUnknownException unknown) {
                ProducerSequence sequence = batch.sequence();
                if (sequence.isNone() || proposals.isForgotten(sequence)) {
                    throw doubt.orElse(unknown);
                }
                failure = unknown;
                doubt = Optional.of(unknown);
            }
            if (!watch.canTryAgain(seen, deadline)) {
                throw failure;
            }
        }
    }

    private Acknowledged attempt(Batch batch, Deadline deadline) {
        Leadership now = consensus.leadership();
        if (now.isSelf()) {
            return await(proposals.submit(batch), deadline);
        }
        ClusterNode leader =
                now.leader()
                        .filter(one -> !one.name().equals(config.self().name()))
                        .orElseThrow(
                                () -> new NotLeaderException(config.self().name(), now.leader()));
        Deadline once = batch.sequence().isNone() ? deadline : earlier(deadline, TRY);
        Acknowledged done = forwarding.append(leader, batch, once);
        Duration half = Duration.ofNanos(Math.max(0, deadline.remainingNanos() / 2));
        awaitReadable(done.offsets().next(), earlier(Deadline.after(half), TRY));
        return done;
    }

    // It is acknowledged already: that it cannot be read here in time is no failure, and must not
    // keep the answer from whoever waits for it.
    private void awaitReadable(long next, Deadline deadline) {
        try {
            records.mark().awaitReadable(next - 1, deadline);
        } catch (LogUnavailableException _) {
            // the reader will see for itself
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for `future`, whose work goes on when the wait is over.
    static <T> T await(CompletableFuture<T> future, Deadline deadline) {
        try {
            return future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (TimeoutException late) {
            throw new OutcomeUnknownException(
                    "not acknowledged before the deadline, but may be yet", late);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException(
                    "interrupted before it was acknowledged, but it may be yet", interrupt);
        }
    }

    static void requireTime(Deadline deadline) {
        if (deadline.hasPassed()) {
            throw new LogUnavailableException("the deadline passed before the append began");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new LogUnavailableException("interrupted before the append began");
        }
    }

    static Deadline earlier(Deadline asked, Duration patience) {
        return asked.remainingNanos() <= patience.toNanos() ? asked : Deadline.after(patience);
    }
}
