package proglog.examples.kv.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.Consensus;
import proglog.consensus.Leadership;
import proglog.consensus.NotLeaderException;

/// A store on several nodes: changes are agreed on, and reads wait for what was acknowledged.
///
/// Only the leader answers; on other nodes everything fails with [NotLeaderException], which says
/// who leads. For many threads.
public final class ReplicatedStore implements KeyValueStore {

    private final String name;
    private final Consensus<Long> consensus;
    private final KeyValueStore applied;
    private final Duration patience;

    /// @param name of this node
    /// @param consensus what a [StoreStateMachine] over `applied` was started under
    /// @param applied what is read
    /// @param patience how long a caller is kept waiting
    public ReplicatedStore(
            String name, Consensus<Long> consensus, KeyValueStore applied, Duration patience) {
        this.name = name;
        this.consensus = consensus;
        this.applied = applied;
        this.patience = patience;
    }

    @Override
    public Optional<Bytes> get(String key) {
        termOfMine();
        await(consensus.barrier(), false);
        return applied.get(key);
    }

    @Override
    public void put(String key, Bytes value) {
        change(new Command.Put(key, value));
    }

    @Override
    public void delete(String key) {
        change(new Command.Delete(key));
    }

    private void change(Command command) {
        await(consensus.propose(termOfMine(), command.encode()), true);
    }

    // A leader that is deposed meanwhile has its proposal refused: the term is part of it.
    private long termOfMine() {
        Leadership leadership = consensus.leadership();
        if (!leadership.isSelf()) {
            throw new NotLeaderException(name, leadership.leader());
        }
        return leadership.term();
    }

    private void await(CompletableFuture<?> agreed, boolean isChange) {
        try {
            agreed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof CommitLogException known
                    ? known
                    : new OutcomeUnknownException("consensus failed", failure);
        } catch (TimeoutException late) {
            throw unanswered(isChange, "no majority answered within " + patience, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unanswered(isChange, "interrupted while waiting for a majority", interrupted);
        }
    }

    private static CommitLogException unanswered(boolean isChange, String why, Exception cause) {
        return isChange
                ? new OutcomeUnknownException(why, cause)
                : new LogUnavailableException(why, cause);
    }
}
