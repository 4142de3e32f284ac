// caught by: RosterTest.whoIsNotSeenAnyMoreHasFailed
// symptom: a node died an hour ago, and nobody has been told
// in: Roster
Roster next(Collection<Sighting> seen) {
    Map<String, Sighting> next = new TreeMap<>();
    for (Sighting now : seen) {
        next.merge(now.member().name(), now, Roster::newer);
    }
    return new Roster(next);
}
