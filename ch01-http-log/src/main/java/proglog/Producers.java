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

    private final Map<Long, TreeMap<Long, OffsetRange>> byProducer =
            new LinkedHashMap<>(16, 0.75f, true);

    /// The offsets the batch got when it came first; nothing when it has not come before.
    ///
    /// Fails with [OutcomeUnknownException] when the batch is older than what is remembered of its
    /// producer.
    @Task("1.4")
    public Optional<OffsetRange> find(ProducerSequence sequence) {
        TreeMap<Long, OffsetRange> batches = byProducer.get(sequence.producer());
        if (sequence.isNone() || batches == null) {
            return Optional.empty();
        }
        OffsetRange offsets = batches.get(sequence.sequence());
        if (offsets == null
                && batches.size() == BATCHES
                && sequence.sequence() < batches.firstKey()) {
            throw new OutcomeUnknownException(
                    "sequence %d of producer %d is older than the remembered %d to %d"
                            .formatted(
                                    sequence.sequence(),
                                    sequence.producer(),
                                    batches.firstKey(),
                                    batches.lastKey()));
        }
        return Optional.ofNullable(offsets);
    }

    /// Takes note that the batch named `sequence` was stored at `offsets`.
    public void remember(ProducerSequence sequence, OffsetRange offsets) {
        if (sequence.isNone()) {
            return;
        }
        TreeMap<Long, OffsetRange> batches =
                byProducer.computeIfAbsent(sequence.producer(), _ -> new TreeMap<>());
        batches.put(sequence.sequence(), offsets);
        if (batches.size() > BATCHES) {
            batches.pollFirstEntry();
        }
        if (byProducer.size() > PRODUCERS) {
            Iterator<Long> eldestFirst = byProducer.keySet().iterator();
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    /// Forgets the batches that reached `offset` or beyond: their records are being cut off.
    public void forgetFrom(long offset) {
        byProducer
                .values()
                .forEach(batches -> batches.values().removeIf(range -> range.next() > offset));
        byProducer.values().removeIf(Map::isEmpty);
    }
}
