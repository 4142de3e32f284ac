package proglog.discovery;

/// What was last seen of a member. Immutable.
///
/// @param run which run of its process it is: another one after each start
record Sighting(Member member, String run, Presence presence) {

    boolean isHere() {
        return presence == Presence.HERE;
    }

    /// The same member, when nothing is seen of it any more.
    Sighting unseen() {
        return isHere() ? new Sighting(member, run, Presence.FAILED) : this;
    }

    boolean isOfSameRun(Sighting other) {
        return run.equals(other.run) && member.equals(other.member);
    }
}
