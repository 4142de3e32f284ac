package proglog;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remembers what each producer appended last, so that a batch sent again is not stored again.
///
/// Bounded: the last [#BATCHES] batches of each of the [#PRODUCERS] producers that appended last.
/// For one thread at a time; a log calls it where it orders its appends.
public final class Producers {

    /// How many producers are remembered; the one that was silent longest is forgotten first.
    public static final int PRODUCERS = 1024;

    /// How many batches of each are remembered: how many a producer may have in flight.
    public static final int BATCHES = 64;

    private final Map<Long, Remembered> byProducer = new LinkedHashMap<>(16, 0.75f, true);

    /// What is remembered of one producer.
    private static final class Remembered {
        final TreeMap<Long, OffsetRange> batches = new TreeMap<>();
        long oldest = Long.MIN_VALUE; // below it, a batch may have come and been forgotten
    }

    /// The offsets the batch got when it came first; nothing when it has not come before.
    ///
    /// Fails with [OutcomeUnknownException] when the batch is older than what is remembered of its
    /// producer.
    public Optional<OffsetRange> find(ProducerSequence sequence) {
        Remembered known = byProducer.get(sequence.producer());
        return sequence.isNone() || known == null ? Optional.empty() : recall(sequence, known);
    }

    @Task("1.5")
    private static Optional<OffsetRange> recall(ProducerSequence sequence, Remembered known) {
        if (sequence.sequence() < known.oldest) {
            throw new OutcomeUnknownException(
                    "sequence %d of producer %d is older than what is remembered, from %d on"
                            .formatted(sequence.sequence(), sequence.producer(), known.oldest));
        }
        return Optional.ofNullable(known.batches.get(sequence.sequence()));
    }

    /// Takes note that the batch named `sequence` was stored at `offsets`.
    public void remember(ProducerSequence sequence, OffsetRange offsets) {
        if (sequence.isNone()) {
            return;
        }
        Remembered known = byProducer.computeIfAbsent(sequence.producer(), _ -> new Remembered());
        known.batches.put(sequence.sequence(), offsets);
        if (known.batches.size() > BATCHES) {
            known.oldest = known.batches.pollFirstEntry().getKey() + 1;
        }
        if (byProducer.size() > PRODUCERS) {
            Iterator<Long> eldestFirst = byProducer.keySet().iterator();
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    /// Forgets the batches that reached `offset` or beyond: their records are being cut off.
    public void forgetFrom(long offset) {
        for (Remembered known : byProducer.values()) {
            known.batches.values().removeIf(range -> range.next() > offset);
        }
    }
}
