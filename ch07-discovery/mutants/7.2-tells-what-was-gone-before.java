// caught by: RosterChangesTest.whoIsGoneHasFailedOnce
// symptom: that a node has failed is announced again at every change of somebody else
// in: Roster
List<MembershipEvent> since(Roster told) {
    List<MembershipEvent> events = new ArrayList<>();
    byName.forEach((name, now) -> event(told.sighting(name), now).ifPresent(events::add));
    return events;
}
