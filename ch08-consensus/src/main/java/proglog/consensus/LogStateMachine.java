package proglog.consensus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Bytes;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.Producers;
import proglog.Task;

/// Gives the agreed batches their offsets, by counting, and remembers who sent them, and the
/// positions that somebody saved. For many threads; one of them applies.
///
/// ```
///   snapshot: | version 2: 1 byte | next offset: 8 | last time: 8 | producers | positions |
/// ```
///
/// A snapshot of version 1, which is read as well, has no positions.
final class LogStateMachine implements StateMachine<OffsetRange> {

    private static final byte VERSION = 2;
    private static final byte WITHOUT_POSITIONS = 1;

    private final AppliedRecords records;
    private final ReentrantLock lock = new ReentrantLock();
    private final Producers producers = new Producers(); // written under lock
    private final SavedPositions positions = new SavedPositions(); // written under lock
    private volatile long nextOffset; // written under lock
    private volatile long lastTimeNanos; // written under lock

    /// Tells `records` what was applied.
    LogStateMachine(AppliedRecords records) {
        this.records = records;
    }

    @Override
    public OffsetRange apply(long index, Bytes command) {
        OffsetRange offsets =
                PositionCommand.isOne(command)
                        ? save(PositionCommand.decode(command))
                        : count(index, BatchCommand.decode(command));
        // Outside of the lock: whoever waits for it may come back with a question.
        records.applied(nextOffset);
        return offsets;
    }

    private OffsetRange save(PositionCommand position) {
        lock.lock();
        try {
            positions.save(position);
            return new OffsetRange(nextOffset, nextOffset);
        } finally {
            lock.unlock();
        }
    }

    @Task("8.2")
    private OffsetRange count(long index, BatchCommand batch) {
        lock.lock();
        try {
            Optional<OffsetRange> earlier = earlier(batch.sequence());
            if (earlier.isPresent()) {
                return earlier.get();
            }
            OffsetRange offsets = new OffsetRange(nextOffset, nextOffset + batch.count());
            records.apply(index, offsets, batch);
            producers.remember(batch.sequence(), offsets);
            lastTimeNanos = Math.max(lastTimeNanos, batch.timeNanos());
            nextOffset = offsets.next();
            return offsets;
        } finally {
            lock.unlock();
        }
    }

    // What a leader proposes did not come before, as far as it can know: it has looked, and has not
    // seen it through yet. So what is too old to be remembered here is late, but new; and so is the
    // batch of a producer that was forgotten since.
    private Optional<OffsetRange> earlier(ProducerSequence sequence) {
        if (records.keepsEveryCommand()) {
            return Optional.empty();
        }
        try {
            return producers.find(sequence);
        } catch (OutcomeUnknownException _) {
            return Optional.empty();
        }
    }

    @Override
    public Measure measure(Bytes command) {
        if (PositionCommand.isOne(command)) {
            return Measure.NOTHING;
        }
        BatchCommand batch = BatchCommand.decode(command);
        return new Measure(batch.count(), batch.timeNanos());
    }

    /// The offsets of the batch named `sequence`, if it was applied. Fails with
    /// [OutcomeUnknownException] when nobody can tell any more.
    Optional<OffsetRange> find(ProducerSequence sequence) {
        if (sequence.isNone()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            return producers.find(sequence);
        } finally {
            lock.unlock();
        }
    }

    /// The position saved last under `name`, as far as saves were applied.
    OptionalLong position(String name) {
        lock.lock();
        try {
            return positions.find(name);
        } finally {
            lock.unlock();
        }
    }

    /// The offset that the next record applied gets.
    long nextOffset() {
        return nextOffset;
    }

    /// The time of the last record applied.
    long lastTimeNanos() {
        return lastTimeNanos;
    }

    @Override
    public void snapshot(OutputStream target) throws IOException {
        records.sync();
        // Without the lock: only who applies changes anything, and appends need not wait for a
        // disk.
        DataOutputStream out = new DataOutputStream(target);
        out.writeByte(VERSION);
        out.writeLong(nextOffset);
        out.writeLong(lastTimeNanos);
        producers.writeTo(out);
        positions.writeTo(out);
        out.flush();
    }

    @Override
    public void restore(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        byte version = in.readByte();
        if (version != VERSION && version != WITHOUT_POSITIONS) {
            throw new IOException(
                    "a snapshot of a log of version %d, only versions %d and %d can be read"
                            .formatted(version, WITHOUT_POSITIONS, VERSION));
        }
        lock.lock();
        try {
            nextOffset = in.readLong();
            lastTimeNanos = in.readLong();
            producers.readFrom(in);
            if (version == WITHOUT_POSITIONS) {
                positions.clear();
            } else {
                positions.readFrom(in);
            }
        } finally {
            lock.unlock();
        }
        records.restored(nextOffset);
    }
}
