package proglog.loadbalance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.ProducerSequence;
import proglog.Producers;
import proglog.Task;
import proglog.grpc.NotPermittedException;

/// What a producer has yet to bring into the log, in order: which batch is to be sent next, and
/// what an answer means, or the end of a stream. Has no thread, no socket and no clock. For one
/// thread at a time.
///
/// ```
///   answered, refused,        under way: sent on          waiting: to be sent,
///   or late            ◀───   the stream there is   ◀───  or to be sent again    ◀─── add
///                                        └───────────────────▶ │
///                                          the stream has ended
/// ```
///
/// Batches leave at the left only, and go back to their place: nothing overtakes.
final class Delivery {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int MOST_DOUBLINGS = 5;

    // A part of a batch is sent at once when no more than this is under way: what comes meanwhile
    // is the next batch.
    private static final int FEW = 1;

    private final ProducerConfig config;
    private final LongSupplier producers;
    private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private long producer; // what the cluster knows those by that are not answered yet
    private long lastSequence; // of that producer
    private long lastNumber;
    private int failures; // streams in a row that ended without an answer
    private int silences; // and of these, those that were given up
    private boolean isCautious; // a stream was refused, for one of several batches
    private boolean isAdmitted; // the stream there is was not refused from its beginning

    /// @param producers gives what the cluster is to know this producer by
    Delivery(ProducerConfig config, LongSupplier producers) {
        this.config = config;
        this.producers = producers;
        this.producer = producers.getAsLong();
    }

    /// Puts `sending` at the end, at the time `now`.
    void add(Sending sending, long now) {
        Parcel last = waiting.peekLast();
        if (last == null || !last.hasRoom(sending, config.batchBytes())) {
            last =
                    new Parcel(
                            ++lastNumber, nextSequence(), now + config.deliveryTimeout().toNanos());
            waiting.addLast(last);
        }
        last.add(sending);
    }

    private ProducerSequence nextSequence() {
        return new ProducerSequence(producer, ++lastSequence);
    }

    /// The number of the batch begun last.
    long lastNumber() {
        return lastNumber;
    }

    /// Whether there is a batch to be sent now.
    boolean hasNext() {
        Parcel first = waiting.peekFirst();
        if (first == null || underWay.size() >= (isCautious ? 1 : config.batchesUnderWay())) {
            return false;
        }
        return waiting.size() > 1 || first.isWhole(config.batchBytes()) || underWay.size() <= FEW;
    }

    /// The batch that is to be sent now, and is under way from here on.
    Parcel next() {
        Parcel next = waiting.removeFirst();
        underWay.addLast(next);
        return next;
    }

    /// The log has answered: that was for the batch which is returned.
    Parcel answered() {
        failures = 0;
        silences = 0;
        isCautious = false;
        isAdmitted = true;
        // From here on the cluster knows the producer, and by higher numbers than a new one's it
        // notices that it has forgotten it.
        lastSequence = Math.max(lastSequence, Producers.BATCHES);
        return underWay.removeFirst();
    }

    /// The stream has ended by `failure`: what was under way waits again. Returns the batch that is
    /// refused for good, if that is certain.
    ///
    /// A refusal is believed when one batch is under way alone; of several, it is found out by
    /// sending one at a time.
    @Task("9.7")
    Optional<Parcel> ended(RuntimeException failure) {
        boolean isRefused =
                failure instanceof NotPermittedException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof CorruptLogException;
        if (!isRefused) {
            takeBack(!(failure instanceof LogUnavailableException));
            return Optional.empty();
        }
        // Who may not do it at all is told so before anything is under way.
        boolean isCertain =
                underWay.size() == 1
                        || (underWay.isEmpty() && failure instanceof NotPermittedException);
        isCautious = !isCertain;
        if (isAdmitted && failure instanceof NotPermittedException) {
            underWay.forEach(Parcel::doubt); // the permission was taken away meanwhile
        }
        requeue();
        return isCertain ? Optional.ofNullable(waiting.pollFirst()) : Optional.empty();
    }

    /// The stream has ended because the cluster has forgotten this producer, and none of what was
    /// under way has happened: all that was never in doubt waits as another producer's. Returns the
    /// batches of which nobody can tell any more whether they are in the log.
    List<Parcel> forgotten() {
        takeBack(false);
        List<Parcel> doubtful = waiting.stream().filter(Parcel::isInDoubt).toList();
        waiting.removeAll(doubtful);
        producer = producers.getAsLong();
        lastSequence = 0;
        waiting.forEach(parcel -> parcel.rename(nextSequence()));
        return doubtful;
    }

    /// The stream was given up, because no answer came: what was under way waits again.
    void silent() {
        silences++;
        takeBack(true);
    }

    private void takeBack(boolean isInDoubt) {
        failures++;
        if (isInDoubt) {
            underWay.forEach(Parcel::doubt);
        }
        requeue();
    }

    private void requeue() {
        isAdmitted = false;
        while (!underWay.isEmpty()) {
            waiting.addFirst(underWay.removeLast());
        }
    }

    /// Takes out what waits and whose time is up.
    List<Parcel> expire(long now) {
        List<Parcel> late = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.getFirst().isLate(now)) {
            late.add(waiting.removeFirst());
        }
        return late;
    }

    /// Takes out all; what is under way may happen.
    List<Parcel> giveUp() {
        takeBack(true);
        List<Parcel> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    boolean isEmpty() {
        return underWay.isEmpty() && waiting.isEmpty();
    }

    boolean hasUnderWay() {
        return !underWay.isEmpty();
    }

    /// How long the oldest batch will be tried yet; there must be one.
    long remainingNanos(long now) {
        return (underWay.isEmpty() ? waiting : underWay).getFirst().remainingNanos(now);
    }

    /// How long to wait before the next stream.
    long pauseNanos() {
        return failures == 0 ? 0 : FIRST_PAUSE.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    }

    /// How long to wait for an answer: longer each time that none came, for a line may be slow.
    long patienceNanos() {
        return config.answerTimeout().toNanos() << Math.min(silences, MOST_DOUBLINGS);
    }
}
