package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import proglog.LogCursor;
import proglog.grpc.RemoteLog;

/// A producer that never gives up: it asks one node after the other, with the same sequence, until
/// it is told an offset. For many threads.
final class Load implements AutoCloseable {

    private final Supplier<List<Place>> places;
    private final long producer = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final ConcurrentNavigableMap<Long, String> acknowledged = new ConcurrentSkipListMap<>();
    private final Thread thread = Thread.ofVirtual().name("load").unstarted(this::run);
    private volatile boolean isOver;
    private volatile Duration longest = Duration.ZERO; // written by the thread that appends

    private Load(Supplier<List<Place>> places) {
        this.places = places;
    }

    /// Begins to append to the cluster whose nodes are at `places`, which is asked again whenever
    /// one does not answer.
    static Load start(Supplier<List<Place>> places) {
        Load load = new Load(places);
        load.thread.start();
        return load;
    }

    private void run() {
        try (Session session = new Session(places, producer)) {
            for (long sequence = 1; !isOver; sequence++) {
                long begin = System.nanoTime();
                append(session, sequence);
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
        }
    }

    private void append(Session session, long sequence) {
        String value = "%d/%d".formatted(producer, sequence);
        Optional<Long> offset = Optional.empty();
        while (offset.isEmpty() && !isOver) {
            offset = session.append(sequence, value);
        }
        offset.ifPresent(told -> acknowledged.put(told, value));
    }

    /// How many records were acknowledged so far.
    int count() {
        return acknowledged.size();
    }

    /// The longest time it took until a record was acknowledged, at whichever node.
    Duration longest() {
        return longest;
    }

    /// Waits until `more` records than now were acknowledged.
    void awaitMore(int more) {
        int goal = count() + more;
        Patience.until("%d more records".formatted(more)).until(() -> count() >= goal);
    }

    /// Stops appending, and waits until what had begun has ended.
    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Fails unless the log at `place` has every acknowledged record at its offset, and none twice.
    void verify(String name, Place place) throws InterruptedException {
        long next = acknowledged.lastKey() + 1;
        Patience.until(name + " has all records")
                .until(() -> place.next().filter(end -> end >= next).isPresent());
        Map<Long, String> found = read(place, next);
        assertThat(found)
                .as("acknowledged, and in the log of %s", name)
                .containsAllEntriesOf(acknowledged);
        assertThat(found.values()).as("in the log of %s once", name).doesNotHaveDuplicates();
    }

    private Map<Long, String> read(Place place, long next) throws InterruptedException {
        Map<Long, String> found = new TreeMap<>();
        ManagedChannel channel = place.open();
        try (RemoteLog log = new RemoteLog(channel);
                LogCursor cursor = log.follow(0)) {
            for (long offset = 0; offset < next; offset++) {
                String value = cursor.next().value().toUtf8();
                if (value.startsWith(producer + "/")) {
                    found.put(offset, value);
                }
            }
        } finally {
            channel.shutdownNow();
        }
        return found;
    }
}
