package proglog.storage;

import java.util.List;

/// The appends that are written and synced together. For many threads, after its making.
///
/// When it is finished each member that wakes wakes some others: one thread that wakes dozens would
/// keep the disk waiting meanwhile.
final class Group {

    /// What an append belongs to that nobody has taken yet.
    static final Group NONE = new Group(List.of());

    private static final int WOKEN_BY_EACH = 3;

    private final List<Append> members;
    private volatile boolean finished; // written by the leader

    Group(List<Append> members) {
        this.members = List.copyOf(members);
    }

    /// Tells every member that it is being written.
    void take() {
        for (int place = 0; place < members.size(); place++) {
            members.get(place).join(this, place);
        }
    }

    List<Append> members() {
        return members;
    }

    /// Whether all members are done. Nobody leaves before: he would wake others too early, and then
    /// nobody would.
    boolean isFinished() {
        return finished;
    }

    /// Lets the members leave.
    void finish() {
        finished = true;
        if (!members.isEmpty()) {
            members.getFirst().wake();
            wakeAfter(0);
        }
    }

    /// Wakes those members whom the one at `place` has to wake.
    void wakeAfter(int place) {
        int first = place * WOKEN_BY_EACH + 1;
        for (int i = first; i < Math.min(first + WOKEN_BY_EACH, members.size()); i++) {
            members.get(i).wake();
        }
    }
}
