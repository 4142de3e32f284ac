package proglog.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import proglog.Task;

/// All other members that were ever seen, and what is known of each at one moment. Immutable.
///
/// ```
///             seen                 nothing seen, or unreachable
///   (unknown) ────▶ HERE ──────────────────────────▶ FAILED
///                   │  ▲ seen                          │
///           goodbye │  └───────────────────────────────┘
///                   ▼
///                  LEFT ── seen in another run ──▶ HERE
/// ```
record Roster(Map<String, Sighting> byName) {

    static final Roster EMPTY = new Roster(Map.of());

    /// What is known now that `seen` is all that there is to be seen.
    @Task("7.1")
    Roster next(Collection<Sighting> seen) {
        Map<String, Sighting> next = new TreeMap<>();
        byName.forEach((name, known) -> next.put(name, known.unseen()));
        for (Sighting now : seen) {
            next.merge(now.member().name(), now, Roster::newer);
        }
        return new Roster(next);
    }

    // Gossip that is older than a goodbye may come after it.
    private static Sighting newer(Sighting known, Sighting now) {
        return known.presence() == Presence.LEFT && known.run().equals(now.run()) ? known : now;
    }

    /// What somebody has to be told who knows only what `told` says, by name.
    ///
    /// What came and went in between is not told.
    @Task("7.2")
    List<MembershipEvent> since(Roster told) {
        List<MembershipEvent> events = new ArrayList<>();
        byName.forEach((name, now) -> {
            Optional<Sighting> before = told.sighting(name).filter(Sighting::isHere);
            event(before, now).ifPresent(events::add);
        });
        return events;
    }

    private static Optional<MembershipEvent> event(Optional<Sighting> before, Sighting now) {
        boolean isNews =
                now.isHere() ? before.filter(now::isOfSameRun).isEmpty() : before.isPresent();
        return isNews ? Optional.of(event(now)) : Optional.empty();
    }

    private static MembershipEvent event(Sighting now) {
        return switch (now.presence()) {
            case HERE -> new MembershipEvent.Joined(now.member());
            case FAILED -> new MembershipEvent.Failed(now.member());
            case LEFT -> new MembershipEvent.Left(now.member());
        };
    }

    Optional<Sighting> sighting(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Those that are there, by name.
    List<Member> here() {
        return byName.values().stream().filter(Sighting::isHere).map(Sighting::member).toList();
    }

    /// Those that answer no more, by name.
    List<Member> failed() {
        return byName.values().stream()
                .filter(one -> one.presence() == Presence.FAILED)
                .map(Sighting::member)
                .toList();
    }
}
