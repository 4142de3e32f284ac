package proglog.loadbalance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;

/// Values that go into the log together, as one batch, and those who wait for them. For one thread
/// at a time.
final class Parcel {

    /// How many values a request may hold.
    private static final int MAX_VALUES = 100_000;

    /// About what a value takes in memory beside its bytes.
    private static final int OVERHEAD_BYTES = 96;

    private final ProducerSequence sequence;
    private final long expiresNanos;
    private final List<Bytes> values = new ArrayList<>();
    private final List<CompletableFuture<Long>> sends = new ArrayList<>();
    private long bytes;
    private boolean wasSent;
    private boolean isInDoubt;

    /// @param expiresNanos until when it is tried, on the scale of `System.nanoTime()`
    Parcel(ProducerSequence sequence, long expiresNanos) {
        this.sequence = sequence;
        this.expiresNanos = expiresNanos;
    }

    /// About what `value` takes in memory.
    static long cost(Bytes value) {
        return (long) value.length() + OVERHEAD_BYTES;
    }

    /// Whether `value` may be added: it was not sent yet, and does not become too large.
    boolean hasRoom(Bytes value, int batchBytes) {
        return !wasSent && values.size() < MAX_VALUES && bytes + cost(value) <= batchBytes;
    }

    /// Whether nothing more will be added, as far as it can tell.
    boolean isWhole(int batchBytes) {
        return wasSent || bytes >= batchBytes;
    }

    CompletableFuture<Long> add(Bytes value) {
        CompletableFuture<Long> send = new CompletableFuture<>();
        values.add(value);
        sends.add(send);
        bytes += cost(value);
        return send;
    }

    /// What it takes in memory.
    long bytes() {
        return bytes;
    }

    long sequence() {
        return sequence.sequence();
    }

    /// The batch, to be sent now.
    Batch batch() {
        wasSent = true;
        return new Batch(values, sequence);
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

    /// It is in the log from `firstOffset` on.
    void complete(long firstOffset) {
        long offset = firstOffset;
        for (CompletableFuture<Long> send : sends) {
            send.complete(offset++);
        }
    }

    /// It is given up because it was refused, or its time is up.
    void fail(RuntimeException reason) {
        RuntimeException failure = failure(reason);
        sends.forEach(send -> send.completeExceptionally(failure));
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
