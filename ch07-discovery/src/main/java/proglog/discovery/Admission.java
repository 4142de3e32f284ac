package proglog.discovery;

import java.util.Optional;
import java.util.function.Supplier;
import proglog.Task;

/// Decides with whom this node talks. Immutable, but for the roster it looks into.
///
/// A name belongs to whoever was there first, until it has left or failed; the same address is the
/// same node, started again.
record Admission(Hello self, Supplier<Roster> roster) {

    @Task("7.3")
    Verdict judge(Hello other) {
        if (!other.clusterId().equals(self.clusterId())) {
            return new Verdict.Refused(
                    "it is of the cluster %s, this is the cluster %s"
                            .formatted(other.clusterId(), self.clusterId()));
        }
        if (other.run().equals(self.run())) {
            return new Verdict.Itself();
        }
        return holder(other.name())
                .filter(address -> !address.equals(other.address()))
                .<Verdict>map(address ->
                        new Verdict.Refused(
                                "the name %s of %s is taken by %s"
                                        .formatted(other.name(), other.address(), address)))
                .orElseGet(Verdict.Welcome::new);
    }

    private Optional<String> holder(String name) {
        return name.equals(self.name())
                ? Optional.of(self.address())
                : roster.get()
                        .sighting(name)
                        .filter(Sighting::isHere)
                        .map(known -> known.member().address());
    }

    /// Whether somebody said goodbye who was at `address`, so that nobody answers there now.
    boolean hasLeft(String address) {
        return roster.get().byName().values().stream()
                .anyMatch(one ->
                        one.presence() == Presence.LEFT && one.member().address().equals(address));
    }
}
