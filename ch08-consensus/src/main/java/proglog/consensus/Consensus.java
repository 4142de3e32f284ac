package proglog.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import proglog.Bytes;

/// Several nodes that agree on one order of commands, and apply them. For many threads.
///
/// The narrow waist between Raft and what is built on it; there are two engines behind it. A
/// command is acknowledged when a majority of the voters has it on disk, and it has been applied
/// here. Futures end in time, each with a result or with one of: [NotLeaderException] and other
/// [proglog.LogUnavailableException]s (nothing has happened), [proglog.OutcomeUnknownException] (it
/// may happen yet), [proglog.CorruptLogException]. They may be completed by the thread that applies
/// commands: what hangs on them must not wait.
///
/// @param <R> what applying a command results in
public interface Consensus<R> extends AutoCloseable {

    /// Has `command` agreed on and applied, if this node leads in `term`; returns what applying it
    /// here resulted in. Commands proposed one after the other in one term are applied in that
    /// order. The first byte of a command is from 0 to 127; engines keep the others for themselves.
    CompletableFuture<R> propose(long term, Bytes command);

    /// Completes when everything that was acknowledged anywhere before this call has been applied
    /// here: what is read afterwards is linearizable. On any node; fails without a majority.
    CompletableFuture<Void> barrier();

    /// Who leads.
    Leadership leadership();

    /// Tells `listener` of every change of [#leadership], one at a time, beginning with how it is
    /// now; it must not wait. Closing what is returned ends it.
    Registration listen(Consumer<Leadership> listener);

    /// Runs `listener` now, and whenever [#nodes] may have changed, on this node as on any other;
    /// it must not wait. Closing what is returned ends it.
    Registration watchNodes(Runnable listener);

    /// Waits until a leader is known, or fails with [proglog.LogUnavailableException], which has
    /// the time-out in its message.
    ClusterNode awaitLeader(Duration timeout);

    /// The voters, by name.
    List<ClusterNode> nodes();

    /// Gives `node` a vote, if this node leads. One of the same name and another address is
    /// replaced; the same once more changes nothing. Completes when the node has caught up.
    CompletableFuture<Void> addVoter(ClusterNode node);

    /// Takes the vote from the node called `name`, if this node leads. Completes when a majority
    /// knows that it has none, so nothing happens when it had none; fails while another change is
    /// on its way.
    CompletableFuture<Void> removeVoter(String name);

    /// Hands leadership over to the node called `name`, if this node leads.
    CompletableFuture<Void> transferLeadership(String name);

    /// Keeps the state as it is now, so that the commands before it need not be applied again.
    /// Happens by itself as the log grows.
    CompletableFuture<Void> snapshot();

    /// How it is going.
    ConsensusStats stats();

    /// The commands themselves, if the engine keeps them for others to read; a machine whose engine
    /// does not has to keep what it needs.
    Optional<CommandLog> commands();

    /// Stops taking part; does not give up the vote. Closing again does nothing.
    @Override
    void close();

    /// A listener's place; closing it ends the calls.
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
