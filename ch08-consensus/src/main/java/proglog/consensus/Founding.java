package proglog.consensus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Deadline;
import proglog.discovery.Member;

/// Whether a node that may begin a cluster, and whose disk is new, does: not if there is one
/// already. Immutable, but for what it asks.
///
/// @param self the node
/// @param others who else is there now
/// @param hasMetAll whether somebody was found at every place where others may be
/// @param ask what the node at an address says, if it answers
/// @param patience how long those who are not there yet are looked for
record Founding(
        String self,
        Supplier<List<Member>> others,
        BooleanSupplier hasMetAll,
        Function<String, Optional<Standing>> ask,
        Duration patience) {

    private static final Logger logger = LoggerFactory.getLogger(Founding.class);
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final int PATIENCES = 3; // for who is there and says nothing

    /// Looks and asks until it is clear. Fails when somebody is there and does not say.
    boolean begins() throws IOException, InterruptedException {
        Deadline looking = Deadline.after(patience);
        Deadline asking = Deadline.after(patience.multipliedBy(PATIENCES));
        while (true) {
            Map<String, Optional<Standing>> answers = answers();
            Optional<String> member = first(answers, Founding::isInOne);
            if (member.isPresent()) {
                logger.info(
                        "{} begins no cluster, for {} is in one; it joins that, with a new disk",
                        self,
                        member.get());
                return false;
            }
            Optional<String> silent = first(answers, Optional::isEmpty);
            boolean hasAll = !answers.isEmpty() && hasMetAll.getAsBoolean();
            if (silent.isEmpty() && (hasAll || looking.hasPassed())) {
                return true;
            }
            if (asking.hasPassed()) {
                throw new IOException(
                        "%s begins no cluster, for %s is there and does not say whether it is in one"
                                .formatted(self, silent.orElse("somebody")));
            }
            Thread.sleep(PERIOD);
        }
    }

    private Map<String, Optional<Standing>> answers() {
        Map<String, Optional<Standing>> answers = new TreeMap<>();
        for (Member other : others.get()) {
            if (!other.name().equals(self)) {
                Optional<String> address = Optional.ofNullable(other.tags().get(Member.RAFT));
                answers.put(other.name(), address.flatMap(ask));
            }
        }
        return answers;
    }

    private static boolean isInOne(Optional<Standing> answer) {
        return answer.filter(one -> one != Standing.NO_CLUSTER).isPresent();
    }

    private static Optional<String> first(
            Map<String, Optional<Standing>> answers, Predicate<Optional<Standing>> which) {
        return answers.entrySet().stream()
                .filter(answer -> which.test(answer.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
