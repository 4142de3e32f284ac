package proglog.loadbalance;

import java.util.ArrayList;
import java.util.List;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;

/// Values that go into the log together, as one batch, and those who wait for them. For one thread
/// at a time.
final class Parcel {

    /// How many values a request may hold.
    static final int MAX_VALUES = 100_000;

    private final long number;
    private final long expiresNanos;
    private final List<Sending> sendings = new ArrayList<>();
    private ProducerSequence sequence;
    private int count; // of values
    private long bytes;
    private boolean wasSent;
    private boolean isInDoubt;

    /// @param number its place in the order of all that are sent
    /// @param sequence what the cluster is to know it by
    /// @param expiresNanos until when it is tried, on the scale of `System.nanoTime()`
    Parcel(long number, ProducerSequence sequence, long expiresNanos) {
        this.number = number;
        this.sequence = sequence;
        this.expiresNanos = expiresNanos;
    }

    /// Whether `sending` may be added: this was not sent yet, and does not become too large.
    boolean hasRoom(Sending sending, int batchBytes) {
        return !wasSent
                && count + sending.values().size() <= MAX_VALUES
                && bytes + sending.cost() <= batchBytes;
    }

    /// Whether nothing more will be added, as far as it can tell.
    boolean isWhole(int batchBytes) {
        return wasSent || bytes >= batchBytes;
    }

    void add(Sending sending) {
        sendings.add(sending);
        count += sending.values().size();
        bytes += sending.cost();
    }

    /// What it takes in memory.
    long bytes() {
        return bytes;
    }

    long number() {
        return number;
    }

    /// The cluster is to know it by `other`; nobody knows it by the name before.
    void rename(ProducerSequence other) {
        sequence = other;
    }

    /// The batch, to be sent now.
    Batch batch() {
        wasSent = true;
        return new Batch(sendings.size() == 1 ? sendings.getFirst().values() : values(), sequence);
    }

    private List<Bytes> values() {
        List<Bytes> values = new ArrayList<>(count);
        sendings.forEach(sending -> values.addAll(sending.values()));
        return values;
    }

    /// Whether its time is up.
    boolean isLate(long now) {
        return now - expiresNanos >= 0;
    }

    /// How long it will be tried yet.
    long remainingNanos(long now) {
        return expiresNanos - now;
    }

    /// It may be in the log, and nobody has said so.
    void doubt() {
        isInDoubt = true;
    }

    boolean isInDoubt() {
        return isInDoubt;
    }

    /// It is in the log from `firstOffset` on.
    void complete(long firstOffset) {
        long offset = firstOffset;
        for (Sending sending : sendings) {
            sending.complete(offset);
            offset += sending.values().size();
        }
    }

    /// It is given up because it was refused, or its time is up.
    void fail(RuntimeException reason) {
        RuntimeException failure = failure(reason);
        sendings.forEach(sending -> sending.fail(failure));
    }

    // A refusal that looks at the values has looked at them each time.
    private RuntimeException failure(RuntimeException reason) {
        return isInDoubt && reason instanceof LogUnavailableException
                ? new OutcomeUnknownException(
                        "it was sent before and may be in the log, but then: "
                                + reason.getMessage(),
                        reason)
                : reason;
    }
}
