package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many callers at once, each on a virtual thread of its own.
final class Callers {

    private Callers() {}

    @FunctionalInterface
    interface Call {
        void make() throws IOException, InterruptedException;
    }

    /// Has so many callers make `call` again and again for this long; returns how many a second
    /// were made in all.
    static double rate(int callers, Duration duration, Call call)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Future<Long>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                made.add(threads.submit(() -> until(end, call)));
            }
        }
        long count = 0;
        for (Future<Long> one : made) {
            count += result(one);
        }
        return count / RawFiles.seconds(start);
    }

    private static long until(long end, Call call) throws IOException, InterruptedException {
        long count = 0;
        while (System.nanoTime() - end < 0) {
            call.make();
            count++;
        }
        return count;
    }

    private static long result(Future<Long> one) throws IOException, InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException failure) {
            throw new IOException("a caller failed", failure.getCause());
        }
    }
}
