package proglog.storage;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import proglog.Batch;
import proglog.CommitLogException;
import proglog.OffsetRange;

/// A caller who waits for its batch to be appended.
///
/// ```
/// QUEUED ──▶ TAKEN ──▶ DONE        another caller writes it
///    │                  ▲
///    └─────▶ LEADING ───┘           this caller writes its own and all others that wait
/// ```
final class Append {

    enum State {
        QUEUED,
        LEADING,
        TAKEN,
        DONE
    }

    private static final OffsetRange UNPLACED = new OffsetRange(0, 0);

    private final Batch batch;
    private final int frames;
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.QUEUED; // written by the group's lock holder or its leader
    private Group group = Group.NONE; // written before state becomes TAKEN
    private int place; // in the group; the same
    private OffsetRange offsets = UNPLACED; // written before state becomes DONE
    private Optional<CommitLogException> failure = Optional.empty(); // the same

    Append(Batch batch, int frames) {
        this.batch = batch;
        this.frames = frames;
    }

    Batch batch() {
        return batch;
    }

    /// How many frames the batch needs at most.
    int frames() {
        return frames;
    }

    State state() {
        return state;
    }

    void lead() {
        state = State.LEADING;
    }

    /// From now on it is written with others, and cannot be withdrawn.
    void join(Group group, int place) {
        this.group = group;
        this.place = place;
        state = State.TAKEN;
    }

    /// Whether it is done, and so are all that were written with it.
    boolean isFinished() {
        return state == State.DONE && group.isFinished();
    }

    /// The offsets the batch will have if the group succeeds.
    void place(OffsetRange range) {
        offsets = range;
    }

    void succeed() {
        state = State.DONE;
    }

    void fail(CommitLogException reason) {
        failure = Optional.of(reason);
        state = State.DONE;
    }

    void wake() {
        LockSupport.unpark(caller);
    }

    /// Wakes those in the group whom this one has to wake.
    void wakeNext() {
        group.wakeAfter(place);
    }

    /// What became of it, once it is done.
    OffsetRange outcome() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return offsets;
    }
}
