package proglog;

import java.util.List;

/// What is appended in one call: one or more values, stored all together or not at all.
///
/// @param values in the order in which they get their offsets; at least one
/// @param sequence lets a log recognise the batch when it is sent again, or [ProducerSequence#NONE]
public record Batch(List<Bytes> values, ProducerSequence sequence) {

    /// Refuses an empty batch.
    public Batch {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one value");
        }
    }

    /// A batch that is never repeated.
    public static Batch of(List<Bytes> values) {
        return new Batch(values, ProducerSequence.NONE);
    }

    /// A batch of one value that is never repeated.
    public static Batch of(Bytes value) {
        return of(List.of(value));
    }

    /// How many values there are.
    public int size() {
        return values.size();
    }
}
