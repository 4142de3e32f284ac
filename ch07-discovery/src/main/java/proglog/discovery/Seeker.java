package proglog.discovery;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for members again and again: at the places to join, where members were that failed, and
/// where another member knows some. Finds those who were not there at first, who have moved, and
/// who were cut off.
///
/// On a thread of its own.
final class Seeker implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Seeker.class);

    private final Places places;
    private final Missing missing;
    private final Acquaintances acquaintances;
    private final Swim swim;
    private final Duration period;
    private final RandomGenerator random;
    private final News news = new News();
    private final Thread thread;
    private volatile Set<String> joined = Set.of(); // the places to join; written by the thread
    private volatile boolean hasLooked; // and found an address of every name; the same

    private Seeker(
            Places places,
            Missing missing,
            Acquaintances acquaintances,
            Swim swim,
            Duration period,
            RandomGenerator random) {
        this.places = places;
        this.missing = missing;
        this.acquaintances = acquaintances;
        this.swim = swim;
        this.period = period;
        this.random = random;
        this.thread = Thread.ofVirtual().name("membership-seeker").unstarted(this::run);
    }

    static Seeker start(
            Places places,
            Missing missing,
            Acquaintances acquaintances,
            Swim swim,
            Duration period,
            RandomGenerator random) {
        Seeker seeker = new Seeker(places, missing, acquaintances, swim, period, random);
        seeker.thread.start();
        return seeker;
    }

    private void run() {
        try {
            while (true) {
                Set<String> possible = new LinkedHashSet<>(places.look());
                joined = Set.copyOf(possible);
                hasLooked = places.unknown().isEmpty();
                tellOf(places.unknown());
                Roster now = missing.roster().get();
                now.failed().forEach(member -> possible.add(member.address()));
                possible.removeIf(place -> !missing.isMissing(place));
                possible.forEach(swim::seek);
                possible.forEach(this::ask);
                askOneOf(now.here());
                Thread.sleep(period);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /// Whether somebody is at every place to join, this one or another.
    boolean hasMetAll() {
        return hasLooked && joined.stream().noneMatch(missing::isMissing);
    }

    private void tellOf(List<String> unknown) {
        if (news.isNew("names", unknown.toString()) && !unknown.isEmpty()) {
            logger.warn("cannot look up {}: it is tried again", String.join(", ", unknown));
        }
    }

    private void askOneOf(List<Member> members) {
        if (!members.isEmpty()) {
            ask(members.get(random.nextInt(members.size())).address());
        }
    }

    private void ask(String address) {
        var _ = acquaintances.of(address).thenAccept(this::seek);
    }

    private void seek(Collection<String> addresses) {
        addresses.stream().filter(missing::isMissing).forEach(swim::seek);
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
