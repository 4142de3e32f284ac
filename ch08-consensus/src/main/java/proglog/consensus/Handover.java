package proglog.consensus;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.Deadline;

/// Hands leadership over before a node stops, so that nobody has to wait for an election.
final class Handover {

    private static final Logger logger = LoggerFactory.getLogger(Handover.class);
    private static final Duration MOST = Duration.ofSeconds(2);

    private Handover() {}

    /// Gives the leadership of the node called `self`, if it has it, to the one that is least
    /// behind.
    static void of(Consensus<?> consensus, String self) {
        Optional<String> heir = heir(consensus.stats().lag(), self);
        if (!consensus.leadership().isSelf() || heir.isEmpty()) {
            return;
        }
        try {
            Appends.await(consensus.transferLeadership(heir.get()), Deadline.after(MOST));
            logger.info("handed leadership over to {}", heir.get());
        } catch (CommitLogException failure) {
            logger.warn(
                    "could not hand leadership over to {}: {}", heir.get(), failure.getMessage());
        }
    }

    private static Optional<String> heir(Map<String, Long> lag, String self) {
        return lag.entrySet().stream()
                .filter(node -> !node.getKey().equals(self))
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
