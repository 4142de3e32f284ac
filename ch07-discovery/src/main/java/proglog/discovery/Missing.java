package proglog.discovery;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Says where somebody may be whom this node does not have yet. Immutable, but for what it looks
/// into.
///
/// @param roster whom it has
/// @param met who answered at a place the last time
record Missing(Hello self, Supplier<Roster> roster, Function<String, Optional<Hello>> met) {

    boolean isMissing(String place) {
        Roster now = roster.get();
        return !place.equals(self.address())
                && now.here().stream().noneMatch(member -> member.address().equals(place))
                && met.apply(place).filter(one -> isKnown(one, now)).isEmpty();
    }

    // A name of the DNS and a member's own address may be the same place.
    private boolean isKnown(Hello one, Roster now) {
        return one.run().equals(self.run())
                || now.sighting(one.name())
                        .filter(Sighting::isHere)
                        .filter(here -> here.run().equals(one.run()))
                        .isPresent();
    }
}
