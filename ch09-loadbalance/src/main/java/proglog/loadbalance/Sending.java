package proglog.loadbalance;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import proglog.Bytes;
import proglog.OffsetRange;

/// What was sent together and goes into the log together, and who waits for it.
sealed interface Sending {

    /// About what a value takes in memory beside its bytes.
    int OVERHEAD_BYTES = 96;

    /// What was sent.
    List<Bytes> values();

    /// It is in the log from `firstOffset` on.
    void complete(long firstOffset);

    /// It is given up.
    void fail(RuntimeException failure);

    /// About what it takes in memory.
    default long cost() {
        long cost = 0;
        for (Bytes value : values()) {
            cost += (long) value.length() + OVERHEAD_BYTES;
        }
        return cost;
    }

    /// A single value.
    record One(Bytes value, CompletableFuture<Long> offset) implements Sending {

        One(Bytes value) {
            this(value, new CompletableFuture<>());
        }

        @Override
        public List<Bytes> values() {
            return List.of(value);
        }

        @Override
        public void complete(long firstOffset) {
            offset.complete(firstOffset);
        }

        @Override
        public void fail(RuntimeException failure) {
            offset.completeExceptionally(failure);
        }
    }

    /// Several values.
    record Many(List<Bytes> values, CompletableFuture<OffsetRange> offsets) implements Sending {

        Many(List<Bytes> values) {
            this(List.copyOf(values), new CompletableFuture<>());
        }

        @Override
        public void complete(long firstOffset) {
            offsets.complete(new OffsetRange(firstOffset, firstOffset + values.size()));
        }

        @Override
        public void fail(RuntimeException failure) {
            offsets.completeExceptionally(failure);
        }
    }
}
