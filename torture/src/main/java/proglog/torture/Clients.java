package proglog.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// All clients, a thread each. For one thread only.
final class Clients implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final int FRESH_READERS = 2;

    private final Load load;
    private final List<Thread> finishing = new ArrayList<>();
    private final List<Thread> following = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Clients(Load load) {
        this.load = load;
    }

    /// What a client does until it is told to end.
    private interface Work {
        void run() throws InterruptedException;
    }

    /// Starts them; a writer pauses so long after each append.
    static Clients start(Load load, long seed, int pauseMillis) {
        Clients clients = new Clients(load);
        for (int number = 1; number <= WRITERS; number++) {
            Writer writer = Writer.of(number, seed, load);
            clients.start(clients.finishing, "writer " + number, () -> writer.run(pauseMillis));
        }
        for (int number = 1; number <= FRESH_READERS; number++) {
            FreshReader reader = new FreshReader(new Random(seed + number), load);
            clients.start(
                    clients.finishing, "reader " + number, () -> reader.run(10 * pauseMillis));
        }
        for (int node = 1; node <= load.links().count(); node++) {
            Follower follower = new Follower(node, load);
            clients.start(clients.following, "follower of n" + node, follower::run);
        }
        return clients;
    }

    private void start(List<Thread> group, String name, Work work) {
        group.add(Thread.ofVirtual().name(name).start(() -> run(work)));
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /// What clients ended with that nobody expects of a log.
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /// Lets writers and readers finish what they have begun; then nobody is reading any more.
    void finish() throws InterruptedException {
        load.end();
        for (Thread thread : finishing) {
            thread.join();
        }
        for (Thread thread : following) {
            thread.interrupt();
            thread.join();
        }
    }

    @Override
    public void close() {
        load.end();
        finishing.forEach(Thread::interrupt);
        following.forEach(Thread::interrupt);
    }
}
