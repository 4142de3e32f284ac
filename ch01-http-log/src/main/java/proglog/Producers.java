package proglog;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remembers what each producer appended last, so that a batch sent again is not stored again.
///
/// Bounded: the last [#BATCHES] batches of each of the [#PRODUCERS] producers that appended last.
/// What is remembered depends on the appends alone, not on what was asked. For one thread at a
/// time; a log calls it where it orders its appends.
public final class Producers {

    /// How many producers are remembered; the one that appended longest ago is forgotten first.
    public static final int PRODUCERS = 1024;

    /// How many batches of each are remembered: how many a producer may have in flight.
    public static final int BATCHES = 64;

    // The one that appended longest ago comes first. Looking one up must not change the order:
    // replicas that are asked differently have to forget alike.
    private final Map<Long, Remembered> byProducer = new LinkedHashMap<>();

    /// What is remembered of one producer.
    private static final class Remembered {
        final TreeMap<Long, OffsetRange> batches = new TreeMap<>();
        long oldest = Long.MIN_VALUE; // below it, a batch may have come and been forgotten
    }

    /// The offsets the batch got when it came first; nothing when it has not come before.
    ///
    /// Fails with [OutcomeUnknownException] when the batch is older than what is remembered of its
    /// producer, with [ProducerForgottenException] when the producer itself was forgotten.
    public Optional<OffsetRange> find(ProducerSequence sequence) {
        if (sequence.isNone()) {
            return Optional.empty();
        }
        Remembered known = byProducer.get(sequence.producer());
        return known == null ? ofStranger(sequence) : recall(sequence, known);
    }

    // Numbers begin at 1, and no more than BATCHES are under way before the first is acknowledged:
    // with a higher number, nobody is new. As long as there is room, nobody was forgotten.
    private Optional<OffsetRange> ofStranger(ProducerSequence sequence) {
        if (sequence.sequence() > BATCHES && byProducer.size() == PRODUCERS) {
            throw new ProducerForgottenException(
                    "producer %d has sequence %d, but is none of the %d that are remembered"
                            .formatted(sequence.producer(), sequence.sequence(), PRODUCERS));
        }
        return Optional.empty();
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
        Remembered before = byProducer.remove(sequence.producer());
        Remembered known = before == null ? new Remembered() : before;
        byProducer.put(sequence.producer(), known);
        known.batches.put(sequence.sequence(), offsets);
        if (known.batches.size() > BATCHES) {
            // A log that orders appends and asks at different times may store a late batch, too.
            known.oldest = Math.max(known.oldest, known.batches.pollFirstEntry().getKey() + 1);
        }
        if (byProducer.size() > PRODUCERS) {
            Iterator<Long> eldestFirst = byProducer.keySet().iterator();
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    /// Writes all that is remembered, so that [#readFrom] elsewhere remembers the same.
    public void writeTo(DataOutput target) throws IOException {
        target.writeInt(byProducer.size());
        for (Map.Entry<Long, Remembered> producer : byProducer.entrySet()) {
            Remembered known = producer.getValue();
            target.writeLong(producer.getKey());
            target.writeLong(known.oldest);
            target.writeInt(known.batches.size());
            for (Map.Entry<Long, OffsetRange> batch : known.batches.entrySet()) {
                target.writeLong(batch.getKey());
                target.writeLong(batch.getValue().first());
                target.writeLong(batch.getValue().next());
            }
        }
    }

    /// Remembers what [#writeTo] has written, and nothing else.
    public void readFrom(DataInput source) throws IOException {
        byProducer.clear();
        for (int producers = source.readInt(); producers > 0; producers--) {
            Remembered known = new Remembered();
            byProducer.put(source.readLong(), known);
            known.oldest = source.readLong();
            for (int batches = source.readInt(); batches > 0; batches--) {
                known.batches.put(
                        source.readLong(), new OffsetRange(source.readLong(), source.readLong()));
            }
        }
    }

    /// Forgets the batches that reached `offset` or beyond: their records are being cut off.
    public void forgetFrom(long offset) {
        for (Remembered known : byProducer.values()) {
            known.batches.values().removeIf(range -> range.next() > offset);
        }
    }
}
