package proglog.consensus.atomix;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import proglog.OutcomeUnknownException;

/// What this node has proposed and not yet seen applied, by term and number. For many threads.
final class Proposals<R> {

    private final NavigableMap<Key, Pending<R>> all = new ConcurrentSkipListMap<>();

    Pending<R> add(long term, long sequence) {
        Key key = new Key(term, sequence);
        Pending<R> pending =
                Pending.until(System.nanoTime() + TimeUnit.SECONDS.toNanos(Failures.LIMIT_SECONDS));
        all.put(key, pending);
        var _ = pending.index().whenComplete((_, _) -> all.remove(key));
        return pending;
    }

    Optional<Pending<R>> find(long term, long sequence) {
        return Optional.ofNullable(all.get(new Key(term, sequence)));
    }

    /// Gives up what has waited for too long.
    void expire(long nowNanos) {
        for (Pending<R> pending : all.values()) {
            if (pending.deadlineNanos() - nowNanos > 0) {
                return; // those after it are younger
            }
            pending.fail(
                    new OutcomeUnknownException(
                            "proposed and not applied within %d s"
                                    .formatted(Failures.LIMIT_SECONDS)));
        }
    }

    /// Gives up what was proposed in reigns up to `term`, which have ended.
    void end(long term, String why) {
        all.headMap(new Key(term, Long.MAX_VALUE), true)
                .values()
                .forEach(pending ->
                        pending.fail(
                                new OutcomeUnknownException(
                                        "proposed in term %d, and then %s".formatted(term, why))));
    }

    private record Key(long term, long sequence) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::term).thenComparingLong(Key::sequence);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
