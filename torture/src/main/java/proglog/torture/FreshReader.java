package proglog.torture;

import java.time.Duration;
import java.util.Random;
import proglog.CommitLogException;
import proglog.Consistency;
import proglog.Deadline;
import proglog.OffsetOutOfRangeException;

/// A client that asks any node for linearizable answers, mostly for what has just been
/// acknowledged. For one thread only.
final class FreshReader {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Random random;
    private final Load load;

    FreshReader(Random random, Load load) {
        this.random = random;
        this.load = load;
    }

    /// Reads until the load is over, with so long a pause each time.
    void run(int pauseMillis) throws InterruptedException {
        while (load.goesOnAfter(pauseMillis)) {
            long last = load.next() - 1;
            if (last >= 0) {
                read(random.nextInt(10) == 0 ? random.nextLong(last + 1) : last);
            }
        }
    }

    private void read(long offset) {
        int node = 1 + random.nextInt(load.links().count() - 1); // the spare is seldom there
        load.links().retry(node);
        long start = load.history().now();
        Operation.Answer answer = ask(node, offset);
        load.history()
                .add(new Operation.Read("n" + node, offset, start, load.history().now(), answer));
    }

    private Operation.Answer ask(int node, long offset) {
        try {
            var record =
                    load.links()
                            .log(node)
                            .read(offset, Consistency.LINEARIZABLE, Deadline.after(PATIENCE));
            load.sightings().note("n" + node, record);
            return Operation.Answer.FOUND;
        } catch (OffsetOutOfRangeException _) {
            return Operation.Answer.MISSING;
        } catch (CommitLogException _) {
            return Operation.Answer.NONE;
        }
    }
}
