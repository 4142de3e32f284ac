package proglog.storage;

import java.util.ArrayDeque;
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
/// queues, and is written next; after some groups one of those who wait leads. No timer, no thread:
/// alone, a caller waits for nobody; in a crowd, the groups grow by themselves.
final class GroupCommit {

    /// Writes a group, one at a time; marks each append in it as succeeded or failed.
    @FunctionalInterface
    interface Writer {
        void write(List<Append> group);
    }

    /// How many groups a caller writes at most, its own the first.
    private static final int MOST_ROUNDS = 4;

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
            while (!mine.isFinished()) {
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
            mine.wakeNext();
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
            case TAKEN, DONE -> {
                if (!mine.isFinished()) {
                    LockSupport.park(this);
                }
            }
            case LEADING -> {}
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
                append.lead();
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

    /// Writes what has queued, and for some rounds what has queued meanwhile: to go on is faster
    /// than to wake somebody who does.
    private void lead() {
        try {
            int rounds = 0;
            do {
                writeGroup();
                rounds++;
            } while (rounds < MOST_ROUNDS && isSomebodyWaiting());
        } finally {
            appointNextLeader();
        }
    }

    private void writeGroup() {
        Group group = Group.NONE;
        writing.lock();
        try {
            group = takeAll();
            writer.write(group.members());
        } catch (RuntimeException e) {
            fail(group, e); // the leader among them: it is told like the others
        } catch (Error e) {
            fail(group, e);
            throw e;
        } finally {
            writing.unlock();
            group.finish();
        }
    }

    private Group takeAll() {
        queueing.lock();
        try {
            Group group = new Group(List.copyOf(queue));
            queue.clear();
            group.take();
            return group;
        } finally {
            queueing.unlock();
        }
    }

    private boolean isSomebodyWaiting() {
        queueing.lock();
        try {
            return !queue.isEmpty();
        } finally {
            queueing.unlock();
        }
    }

    private void appointNextLeader() {
        queueing.lock();
        try {
            led = !queue.isEmpty();
            if (led) {
                queue.getFirst().lead();
                queue.getFirst().wake();
            }
        } finally {
            queueing.unlock();
        }
    }

    private static void fail(Group group, Throwable cause) {
        for (Append append : group.members()) {
            if (append.state() != Append.State.DONE) {
                append.fail(
                        new OutcomeUnknownException(
                                "the append was interrupted by a failure", cause));
            }
        }
    }
}
