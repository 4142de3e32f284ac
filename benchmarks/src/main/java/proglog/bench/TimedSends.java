package proglog.bench;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import proglog.Bytes;
import proglog.loadbalance.Producer;

/// How long each send of a producer takes, and how many fail. One thread sends, another asks when
/// it has ended.
final class TimedSends {

    private static final Bytes VALUE = Bytes.wrap(Workload.noise(1_024));

    private final Producer producer;
    private final Queue<Double> seconds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    TimedSends(Producer producer) {
        this.producer = producer;
    }

    /// Sends a value each period until it `isOver`, whatever becomes of the others. The time runs
    /// from when a value is due: a value that comes late has waited, too.
    void steadily(long periodNanos, AtomicBoolean isOver) {
        for (long due = System.nanoTime(); !isOver.get(); due += periodNanos) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            var _ = send(due);
        }
        producer.flush();
    }

    /// Sends a value when the one before has been answered, until it `isOver`.
    void oneByOne(AtomicBoolean isOver) {
        while (!isOver.get()) {
            send(System.nanoTime()).join();
        }
    }

    private CompletableFuture<Long> send(long due) {
        return producer.send(VALUE)
                .handle((offset, failure) -> {
                    seconds.add(RawFiles.seconds(due));
                    if (failure != null) {
                        failures.incrementAndGet();
                    }
                    return offset;
                });
    }

    Samples seconds() {
        return Samples.of(seconds.stream().toList(), Double::doubleValue);
    }

    /// How many have been sent.
    int count() {
        return seconds.size();
    }

    int failures() {
        return failures.get();
    }
}
