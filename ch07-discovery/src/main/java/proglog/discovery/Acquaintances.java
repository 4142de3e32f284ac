package proglog.discovery;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import proglog.Bytes;

/// Asks another member whom it knows. For many threads.
///
/// Gossip tells most members most news, not each of them all: somebody who missed one learns it
/// here, however long ago it was.
final class Acquaintances {

    private static final String TYPE = "proglog-acquaintances";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Transport transport;

    private Acquaintances(Transport transport) {
        this.transport = transport;
    }

    /// Answers with those in `roster` who are there, and asks.
    static Acquaintances start(Transport transport, Supplier<Roster> roster) {
        transport
                .answers()
                .put(
                        TYPE,
                        (_, _) -> CompletableFuture.completedFuture(encode(roster.get().here())));
        return new Acquaintances(transport);
    }

    private static Bytes encode(List<Member> members) {
        return Bytes.utf8(String.join("\n", members.stream().map(Member::address).toList()));
    }

    /// The addresses that the member at `address` knows; none when it does not answer.
    CompletableFuture<List<String>> of(String address) {
        return transport
                .request(address, TYPE, Bytes.EMPTY, PATIENCE)
                .thenApply(answer -> answer.toUtf8().lines().toList())
                .exceptionally(_ -> List.of());
    }

    /// The addresses that the members at `addresses` know; waits for them, not long.
    Set<String> ofAll(Collection<String> addresses) {
        List<CompletableFuture<List<String>>> asked = addresses.stream().map(this::of).toList();
        Set<String> all = new LinkedHashSet<>();
        asked.forEach(answer -> all.addAll(answer.join()));
        return all;
    }
}
