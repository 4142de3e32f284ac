// caught by: RosterTest.aGoodbyeOutlivesOlderNewsOfTheSameRun
// symptom: a node that left in good order is reported as failed some seconds later
// in: Roster
Roster next(Collection<Sighting> seen) {
    Map<String, Sighting> next = new TreeMap<>();
    byName.forEach((name, known) -> next.put(name, known.unseen()));
    for (Sighting now : seen) {
        next.put(now.member().name(), now);
    }
    return new Roster(next);
}
