package proglog.discovery;

import java.util.List;
import java.util.function.Consumer;

/// Who is there: members that watch each other. For many threads.
///
/// What a member knows is late, and may differ from what others know; it is never a vote.
public interface Membership extends AutoCloseable {

    /// This member.
    Member self();

    /// All members that are there, as far as this one knows, itself included; by name.
    List<Member> members();

    /// Tells `listener` of everything from now on, beginning with one [MembershipEvent.Joined] for
    /// each other member that is there already. One event at a time, on a thread that may be kept
    /// waiting; a listener that fails is logged, with the member's name and address, and called
    /// again next time. Closing what is returned ends it.
    Registration listen(Consumer<MembershipEvent> listener);

    /// Says goodbye, so that the others see [MembershipEvent.Left], and stops. Closing again does
    /// nothing.
    @Override
    void close();

    /// A listener's place; closing it ends the calls.
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
