package proglog.consensus;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.LogUnavailableException;

/// Hands leadership over before a node stops, so that nobody has to wait for an election.
final class Handover {

    private static final Logger logger = LoggerFactory.getLogger(Handover.class);
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Handover() {}

    /// Gives the leadership of the node called `self`, if it has it, to the one that is least
    /// behind. One that cannot take it now, because it is gone or the voters are being changed, is
    /// asked again after the others.
    static void of(Consensus<?> consensus, String self) {
        Deadline deadline = Deadline.after(MOST);
        Set<String> asked = new HashSet<>(); // so that one that is dead does not take all the time
        while (!isOver(consensus, self, asked, deadline)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isOver(
            Consensus<?> consensus, String self, Set<String> asked, Deadline deadline) {
        Optional<String> heir = heir(consensus.stats().lag(), self, asked);
        if (!consensus.leadership().isSelf() || heir.isEmpty()) {
            return true;
        }
        asked.add(heir.get());
        try {
            Appends.await(consensus.transferLeadership(heir.get()), deadline);
            logger.info("handed leadership over to {}", heir.get());
            return true;
        } catch (CommitLogException failure) {
            if (failure instanceof LogUnavailableException && !deadline.hasPassed()) {
                return Thread.currentThread().isInterrupted();
            }
            logger.warn(
                    "could not hand leadership over to {}: {}", heir.get(), failure.getMessage());
            return true;
        }
    }

    private static Optional<String> heir(Map<String, Long> lag, String self, Set<String> asked) {
        return lag.entrySet().stream()
                .filter(node -> !node.getKey().equals(self))
                .min(
                        Comparator.comparing((Map.Entry<String, Long> node) ->
                                        asked.contains(node.getKey()))
                                .thenComparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
