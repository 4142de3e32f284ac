package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import proglog.Bytes;
import proglog.consensus.Consensus;

/// Commands of a size, proposed to an engine by the node that leads. For one thread only.
record BareLoad(Consensus<Boolean> consensus) {

    /// Proposes for this long, so many in flight, and returns how many a second were applied.
    double rate(int commandBytes, int inFlight, Duration duration)
            throws IOException, InterruptedException {
        Bytes command = command(commandBytes);
        long term = consensus.leadership().term();
        Semaphore free = new Semaphore(inFlight);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < duration.toNanos()) {
            free.acquire();
            count++;
            var _ =
                    consensus
                            .propose(term, command)
                            .whenComplete((_, failure) -> {
                                failed.compareAndSet(null, failure);
                                free.release();
                            });
        }
        free.acquire(inFlight);
        if (failed.get() != null) {
            throw new IOException("a bare proposal failed", failed.get());
        }
        return count / RawFiles.seconds(start);
    }

    /// How long each of `count` proposals took, one after the other, in microseconds.
    Samples micros(int commandBytes, int count) throws IOException, InterruptedException {
        Bytes command = command(commandBytes);
        long term = consensus.leadership().term();
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            propose(term, command);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return Samples.of(micros);
    }

    /// So many callers, each waiting for its own proposal; how many a second were applied.
    double calledRate(int commandBytes, int callers, Duration duration)
            throws IOException, InterruptedException {
        Bytes command = command(commandBytes);
        long term = consensus.leadership().term();
        return Callers.rate(callers, duration, () -> propose(term, command));
    }

    private void propose(long term, Bytes command) throws IOException, InterruptedException {
        try {
            consensus.propose(term, command).get();
        } catch (ExecutionException failure) {
            throw new IOException("a bare proposal failed", failure);
        }
    }

    // The first byte of a command is not negative.
    private static Bytes command(int bytes) {
        byte[] noise = Workload.noise(bytes);
        noise[0] = 1;
        return Bytes.wrap(noise);
    }
}
