package proglog.discovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import proglog.Bytes;

/// Asks another member whom it knows. For many threads.
///
/// Gossip tells most members most news, not each of them all: somebody who missed one learns it
/// here, however long ago it was.
final class Acquaintances {

    private static final String TYPE = "proglog-acquaintances";

    private final Transport transport;
    private final Duration timeout;

    private Acquaintances(Transport transport, Duration timeout) {
        this.transport = transport;
        this.timeout = timeout;
    }

    /// Answers with those in `roster` who are there, and asks.
    static Acquaintances start(Transport transport, Supplier<Roster> roster, Duration timeout) {
        transport
                .answers()
                .put(
                        TYPE,
                        (_, _) -> CompletableFuture.completedFuture(encode(roster.get().here())));
        return new Acquaintances(transport, timeout);
    }

    private static Bytes encode(List<Member> members) {
        return Bytes.utf8(String.join("\n", members.stream().map(Member::address).toList()));
    }

    /// The addresses that the member at `address` knows; none when it does not answer.
    CompletableFuture<List<String>> of(String address) {
        return transport
                .request(address, TYPE, Bytes.EMPTY, timeout)
                .thenApply(answer -> answer.toUtf8().lines().toList())
                .exceptionally(_ -> List.of());
    }
}
