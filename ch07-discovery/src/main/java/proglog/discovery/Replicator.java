package proglog.discovery;

import java.util.function.Function;
import proglog.CommitLog;

/// Copies the log of each member that joins into ours: the first idea one has of replication.
///
/// It is not one that works. What was copied is copied again by those it came from, so that two
/// members that copy each other never come to an end, no two logs hold the same, and nobody knows
/// who has what. The next chapter agrees first, and copies then.
///
/// For many threads.
public final class Replicator implements AutoCloseable {

    private final Membership.Registration registration;
    private final Copies copies;

    private Replicator(Membership.Registration registration, Copies copies) {
        this.registration = registration;
        this.copies = copies;
    }

    /// Copies from the log that `peers` gives for each member, from its offset 0 on, until the
    /// member leaves or fails; to join again meanwhile changes nothing. A log that `peers` gave is
    /// closed when there is nothing more to copy. Whoever does not want its disk to be filled sets
    /// a `limit`: so many records are copied, and no more.
    public static Replicator start(
            Membership membership, CommitLog local, Function<Member, CommitLog> peers, long limit) {
        Copies copies = new Copies(local, peers, limit);
        return new Replicator(membership.listen(copies), copies);
    }

    /// Copies no more.
    @Override
    public void close() {
        registration.close();
        copies.close();
    }
}
