package proglog.discovery;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for members again and again: at the places to join, and where members were that failed.
/// Finds those who were not there at first, who have moved, and who were cut off.
///
/// On a thread of its own.
final class Seeker implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Seeker.class);

    private final Places places;
    private final Supplier<Roster> roster;
    private final Function<String, Optional<Hello>> met;
    private final Hello self;
    private final Consumer<String> seek;
    private final Duration period;
    private final News news = new News();
    private final Thread thread;

    private Seeker(
            Places places,
            Supplier<Roster> roster,
            Function<String, Optional<Hello>> met,
            Hello self,
            Consumer<String> seek,
            Duration period) {
        this.places = places;
        this.roster = roster;
        this.met = met;
        this.self = self;
        this.seek = seek;
        this.period = period;
        this.thread = Thread.ofVirtual().name("membership-seeker").unstarted(this::run);
    }

    /// Calls `seek` with each place where somebody may be whom `roster` does not have; `met` says
    /// who was last met at a place.
    static Seeker start(
            Places places,
            Supplier<Roster> roster,
            Function<String, Optional<Hello>> met,
            Hello self,
            Consumer<String> seek,
            Duration period) {
        Seeker seeker = new Seeker(places, roster, met, self, seek, period);
        seeker.thread.start();
        return seeker;
    }

    private void run() {
        try {
            while (true) {
                Set<String> all = places.look();
                tellOf(places.unknown());
                missing(all).forEach(seek);
                Thread.sleep(period);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void tellOf(List<String> unknown) {
        if (news.isNew("names", unknown.toString()) && !unknown.isEmpty()) {
            logger.warn("cannot look up {}: it is tried again", String.join(", ", unknown));
        }
    }

    private Set<String> missing(Set<String> joinable) {
        Roster now = roster.get();
        Set<String> missing = new LinkedHashSet<>(joinable);
        now.failed().forEach(member -> missing.add(member.address()));
        now.here().forEach(member -> missing.remove(member.address()));
        missing.remove(self.address());
        missing.removeIf(place -> met.apply(place).filter(one -> isKnown(one, now)).isPresent());
        return missing;
    }

    private boolean isKnown(Hello one, Roster now) {
        return one.run().equals(self.run())
                || now.sighting(one.name())
                        .filter(Sighting::isHere)
                        .filter(here -> here.run().equals(one.run()))
                        .isPresent();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
