package proglog.observability;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;

/// Runs one check on threads of its own, at most one at a time: a check that hangs costs one
/// thread, however often it is asked for. For many threads.
final class CheckRunner {

    private static final Logger logger = LoggerFactory.getLogger(Health.class);

    private final String name;
    private final HealthCheck check;
    private @Nullable Attempt latest; // guarded by this
    private String said = ""; // guarded by this: what was logged last

    /// A run of the check that has begun.
    private record Attempt(FutureTask<Optional<String>> outcome, Thread thread) {}

    CheckRunner(String name, HealthCheck check) {
        this.name = name;
        this.check = check;
    }

    /// Starts the check, unless it is running still.
    synchronized void begin() {
        if (latest == null || latest.outcome().isDone()) {
            FutureTask<Optional<String>> outcome = new FutureTask<>(check::problem);
            Thread thread = Thread.ofVirtual().name("health-" + name).unstarted(outcome);
            latest = new Attempt(outcome, thread);
            thread.start();
        }
    }

    /// What the run that has begun finds until `deadline`, which is `patience` after it began.
    HealthReport.Finding await(long deadlineNanos, Duration patience) {
        String problem = problem(current(), deadlineNanos, patience);
        tell(problem);
        return new HealthReport.Finding(name, problem);
    }

    private synchronized Attempt current() {
        return Objects.requireNonNull(latest);
    }

    private String problem(Attempt attempt, long deadlineNanos, Duration patience) {
        try {
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            return attempt.outcome().get(left, TimeUnit.NANOSECONDS).orElse("");
        } catch (TimeoutException _) {
            attempt.thread().interrupt();
            return noAnswer(patience);
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof InterruptedException
                    ? noAnswer(patience) // to whoever asked before, and interrupted it
                    : explain(failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "nobody waited for the answer";
        }
    }

    private static String noAnswer(Duration patience) {
        return "no answer within " + patience.toMillis() + " ms";
    }

    // Other failures are mistakes in the check itself, and their messages may name classes.
    private String explain(@Nullable Throwable failure) {
        return switch (failure) {
            case CommitLogException known -> String.valueOf(known.getMessage());
            case IOException known -> String.valueOf(known.getMessage());
            case null, default -> {
                logger.debug("the check {} failed", name, failure);
                yield "the check itself failed";
            }
        };
    }

    private synchronized void tell(String problem) {
        if (!problem.equals(said)) {
            said = problem;
            if (problem.isEmpty()) {
                logger.info("{} holds again", name);
            } else {
                logger.warn("{} does not hold: {}", name, problem);
            }
        }
    }
}
