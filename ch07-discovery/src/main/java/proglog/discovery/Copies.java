package proglog.discovery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.Task;

/// One thread for each member whose log is copied. For many threads.
final class Copies implements Consumer<MembershipEvent>, AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Copies.class);

    private final CommitLog local;
    private final Function<Member, CommitLog> peers;
    private final AtomicLong remaining;
    private final Map<String, Thread> threads = new HashMap<>(); // guarded by this

    Copies(CommitLog local, Function<Member, CommitLog> peers, long limit) {
        this.local = local;
        this.peers = peers;
        this.remaining = new AtomicLong(limit);
    }

    @Override
    @Task("7.5")
    public void accept(MembershipEvent event) {
        switch (event) {
            case MembershipEvent.Joined(Member member) -> start(member);
            case MembershipEvent.Left(Member member) -> stop(member.name());
            case MembershipEvent.Failed(Member member) -> stop(member.name());
        }
    }

    private synchronized void start(Member member) {
        Thread running = threads.get(member.name());
        if (running == null || !running.isAlive()) {
            threads.put(
                    member.name(),
                    Thread.ofVirtual().name("copy-" + member.name()).start(() -> copyFrom(member)));
        }
    }

    private void copyFrom(Member member) {
        logger.info("copying the log of {}", member.name());
        try (CommitLog peer = peers.apply(member);
                LogCursor cursor = peer.follow(0)) {
            while (remaining.getAndDecrement() > 0) {
                local.append(cursor.next().value());
            }
            logger.warn("copied enough: it would never end");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it left, or we are closed
        } catch (CommitLogException failure) {
            if (isCopying(member)) {
                logger.warn("copying the log of {} ended: {}", member.name(), failure.getMessage());
            }
        }
    }

    private synchronized boolean isCopying(Member member) {
        return Thread.currentThread().equals(threads.get(member.name()));
    }

    private void stop(String name) {
        Thread thread;
        synchronized (this) {
            thread = threads.remove(name);
        }
        if (thread != null) {
            stop(thread);
        }
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (String name : names()) {
            stop(name);
        }
    }

    private synchronized List<String> names() {
        return List.copyOf(threads.keySet());
    }
}
