package proglog.loadbalance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.grpc.NotPermittedException;

/// Makes one call again and again, as long as that may help and there is time. For many threads.
final class Attempts {

    // A server that hangs does not answer; another one may.
    private static final Duration FIRST_TRY = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int MOST_DOUBLINGS = 5;

    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param patience how long a call is tried at most
    Attempts(Duration patience) {
        this.patience = patience;
    }

    /// What `call` returns in the end, given until when each try may take. It must do no harm when
    /// it is made twice.
    ///
    /// Fails as the last try did; but once a try may have happened, never with
    /// [LogUnavailableException].
    <T> T make(Deadline asked, Function<Deadline, T> call) {
        Deadline deadline = earlier(asked, patience);
        Optional<OutcomeUnknownException> doubt = Optional.empty();
        for (int tries = 0; true; tries++) {
            CommitLogException failure;
            try {
                requireOpen();
                return call.apply(earlier(deadline, doubled(FIRST_TRY, tries)));
            } catch (NotPermittedException | ProducerForgottenException refused) {
                throw refused;
            } catch (LogUnavailableException nothingHappened) {
                failure = doubt.isPresent() ? doubt.get() : nothingHappened;
            } catch (OutcomeUnknownException unknown) {
                failure = unknown;
                doubt = Optional.of(unknown);
            }
            if (!pause(tries, deadline)) {
                throw failure;
            }
        }
    }

    private void requireOpen() {
        if (closed.getCount() == 0) {
            throw LogUnavailableException.closed();
        }
    }

    /// Waits a little, longer after more tries; whether there is time to try again. There is none
    /// for a thread that is interrupted, and after the end.
    boolean pause(int tries, Deadline deadline) {
        long nanos = doubled(FIRST_PAUSE, tries).toNanos();
        try {
            return deadline.remainingNanos() > nanos && !closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends all pauses: nothing is tried again.
    void close() {
        closed.countDown();
    }

    private static Duration doubled(Duration first, int times) {
        return first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    }

    private static Deadline earlier(Deadline asked, Duration patience) {
        return asked.remainingNanos() <= patience.toNanos() ? asked : Deadline.after(patience);
    }
}
