package proglog.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.Task;

/// Lets callers who wait at the same time share one write and one sync. For many threads.
///
/// The first caller leads: it writes its own batch and whatever has queued. Who comes meanwhile
/// queues, and one of them leads the next group. No timer, no thread: alone, a caller waits for
/// nobody; in a crowd, the groups grow by themselves.
final class GroupCommit {

    /// Writes a group, one at a time; marks each append in it as succeeded or failed.
    @FunctionalInterface
    interface Writer {
        void write(List<Append> group);
    }

    private final Writer writer;
    private final ReentrantLock writing = new ReentrantLock(); // held by who touches the files
    private final ReentrantLock queueing = new ReentrantLock();
    private final Deque<Append> queue = new ArrayDeque<>(); // guarded by queueing
    private boolean led; // guarded by queueing

    GroupCommit(Writer writer) {
        this.writer = writer;
    }

    /// Appends the caller's batch with whatever else is waiting, and returns its offsets.
    ///
    /// Before a leader has taken it, the deadline and an interrupt withdraw it; then the write is
    /// finished, since nothing can be half done.
    @Task("3.7")
    OffsetRange append(Append mine, Deadline deadline) {
        requireStillWanted(Thread.currentThread().isInterrupted(), deadline);
        enqueue(mine);
        boolean interrupted = false;
        try {
            while (mine.state() != Append.State.DONE) {
                if (mine.state() == Append.State.LEADING) {
                    lead();
                    continue;
                }
                interrupted |= Thread.interrupted();
                if ((interrupted || deadline.hasPassed()) && withdraw(mine)) {
                    requireStillWanted(interrupted, deadline);
                }
                park(mine, deadline);
            }
            return mine.outcome();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits until the state may have changed.
    ///
    /// The state is read here once more: who waited for a lock to withdraw may have been woken
    /// there already, and nobody would wake it again.
    private void park(Append mine, Deadline deadline) {
        switch (mine.state()) {
            case QUEUED -> LockSupport.parkNanos(this, deadline.remainingNanos());
            case TAKEN -> LockSupport.park(this);
            case LEADING, DONE -> {}
        }
    }

    private static void requireStillWanted(boolean interrupted, Deadline deadline) {
        if (interrupted) {
            throw new LogUnavailableException("interrupted before the append began");
        }
        if (deadline.hasPassed()) {
            throw new LogUnavailableException("the deadline passed before the append began");
        }
    }

    /// Runs `task` while no group is being written.
    void exclusively(Runnable task) {
        writing.lock();
        try {
            task.run();
        } finally {
            writing.unlock();
        }
    }

    private void enqueue(Append append) {
        queueing.lock();
        try {
            queue.add(append);
            if (!led) {
                led = true;
                append.moveTo(Append.State.LEADING);
            }
        } finally {
            queueing.unlock();
        }
    }

    private boolean withdraw(Append append) {
        queueing.lock();
        try {
            return append.state() == Append.State.QUEUED && queue.remove(append);
        } finally {
            queueing.unlock();
        }
    }

    private void lead() {
        List<Append> group = List.of();
        writing.lock();
        try {
            group = takeAll();
            writer.write(group);
        } catch (RuntimeException e) {
            fail(group, e); // the leader among them: it is told like the others
        } catch (Error e) {
            fail(group, e);
            throw e;
        } finally {
            writing.unlock();
            appointNextLeader(); // first: the disk shall not wait until all are awake
            group.forEach(Append::wake);
        }
    }

    private List<Append> takeAll() {
        queueing.lock();
        try {
            List<Append> group = new ArrayList<>(queue);
            queue.clear();
            group.forEach(append -> append.moveTo(Append.State.TAKEN));
            return group;
        } finally {
            queueing.unlock();
        }
    }

    private void appointNextLeader() {
        queueing.lock();
        try {
            led = !queue.isEmpty();
            if (led) {
                queue.getFirst().moveTo(Append.State.LEADING);
                queue.getFirst().wake();
            }
        } finally {
            queueing.unlock();
        }
    }

    private static void fail(List<Append> group, Throwable cause) {
        for (Append append : group) {
            if (append.state() != Append.State.DONE) {
                append.fail(
                        new OutcomeUnknownException(
                                "the append was interrupted by a failure", cause));
            }
        }
    }
}
