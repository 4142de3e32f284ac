package proglog.consensus;

import java.util.Arrays;
import proglog.Batch;
import proglog.Bytes;
import proglog.ProducerSequence;

/// Batches and commands as tests write them.
final class Commands {

    private Commands() {}

    static Batch batch(String... values) {
        return Batch.of(Arrays.stream(values).map(Bytes::utf8).toList());
    }

    /// The batch of producer 7 that is called `sequence`.
    static Batch numbered(long sequence, String... values) {
        return numbered(7, sequence, values);
    }

    static Batch numbered(long producer, long sequence, String... values) {
        return new Batch(batch(values).values(), new ProducerSequence(producer, sequence));
    }

    static Bytes command(Batch batch, long timeNanos) {
        byte[] command = BatchCommand.encode(batch);
        BatchCommand.stamp(command, timeNanos);
        return Bytes.wrap(command);
    }
}
