package proglog.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.grpc.RemoteLog;

/// A client that appends batch after batch, through any node, and keeps trying as long as it may.
/// For one thread only.
///
/// With an id it repeats what may have happened; without, it repeats only what has not.
final class Writer {

    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_VALUES = 5;
    private static final int RETRY_MILLIS = 20;

    private final int number;
    private final long producer;
    private final Random random;
    private final Load load;
    private final Trailers trailers = new Trailers();
    private final List<RemoteLog> logs = new ArrayList<>();
    private int node = 1;

    private Writer(int number, long producer, Random random, Load load) {
        this.number = number;
        this.producer = producer;
        this.random = random;
        this.load = load;
    }

    /// The writer of that number; those with an odd one have an id.
    static Writer of(int number, long seed, Load load) {
        Random random = new Random(seed ^ number * 0x9e3779b97f4a7c15L);
        Writer writer =
                new Writer(number, number % 2 == 1 ? random.nextLong() | 1 : 0, random, load);
        IntStream.rangeClosed(1, load.links().count())
                .forEach(node -> writer.logs.add(load.links().log(node, writer.trailers)));
        return writer;
    }

    /// Appends until the load is over, with so long a pause each time.
    void run(int pauseMillis) throws InterruptedException {
        for (int operation = 0; load.goesOnAfter(pauseMillis); operation++) {
            append(operation, 1 + random.nextInt(MOST_VALUES));
        }
    }

    /// Appends one batch, and notes what came of it.
    Operation.Append append(int operation, int size) throws InterruptedException {
        List<Bytes> values =
                IntStream.range(0, size)
                        .mapToObj(index -> new ValueId(number, operation, index).value())
                        .toList();
        ProducerSequence sequence =
                isIdentified()
                        ? new ProducerSequence(producer, operation + 1L)
                        : ProducerSequence.NONE;
        long start = load.history().now();
        Attempts attempts = new Attempts();
        Operation.Outcome outcome = attempts.make(new Batch(values, sequence));
        Operation.Append done =
                new Operation.Append(
                        number,
                        operation,
                        size,
                        isIdentified(),
                        attempts.count,
                        start,
                        load.history().now(),
                        outcome);
        load.history().add(done);
        if (outcome instanceof Operation.Outcome.Acknowledged(long offset, var _)) {
            load.acknowledge(offset + size);
        }
        return done;
    }

    private boolean isIdentified() {
        return producer != 0;
    }

    /// The attempts to append one batch.
    private final class Attempts {

        private final Deadline deadline = Deadline.after(PATIENCE);
        private int count;
        private boolean isUnknown;

        Operation.Outcome make(Batch batch) throws InterruptedException {
            while (!deadline.hasPassed()) {
                if (count > 0) {
                    load.goesOnAfter(RETRY_MILLIS);
                }
                chooseNode();
                count++;
                try {
                    OffsetRange range = logs.get(node - 1).append(batch, Deadline.after(ATTEMPT));
                    return new Operation.Outcome.Acknowledged(range.first(), trailers.last());
                } catch (LogUnavailableException _) {
                    // nothing happened this time
                } catch (OutcomeUnknownException _) {
                    isUnknown = true;
                    if (!isIdentified()) {
                        break;
                    }
                }
            }
            return isUnknown ? new Operation.Outcome.Unknown() : new Operation.Outcome.Refused();
        }

        // Mostly the one that answered last; another when it did not, and now and then.
        private void chooseNode() {
            if (count > 0 || random.nextInt(8) == 0) {
                node = 1 + random.nextInt(logs.size());
                load.links().retry(node);
            }
        }
    }
}
