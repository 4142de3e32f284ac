package proglog.consensus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import proglog.Bytes;

/// A node of a [TestCluster]. Immutable; a node that was restarted is another one.
///
/// @param node who it is
/// @param network its network
/// @param machine what its commands are applied to
/// @param consensus its consensus
public record TestNode(
        ClusterNode node, PeerNetwork network, ListMachine machine, Consensus<Integer> consensus)
        implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    /// What `future` completes with, in the end.
    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("it should have succeeded", failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("it did not end", late);
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    /// What `future` fails with, in the end.
    public static Throwable failure(CompletableFuture<?> future) {
        try {
            Object result = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("it should have failed, but resulted in " + result);
        } catch (ExecutionException failure) {
            return Objects.requireNonNull(failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("it did not end", late);
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    /// Has `text` agreed on, under the leader as this node knows it.
    public CompletableFuture<Integer> propose(String text) {
        return consensus.propose(consensus.leadership().term(), Bytes.utf8(text));
    }

    /// Whether it may answer for the cluster.
    public boolean leads() {
        return consensus.leadership().isSelf();
    }

    @Override
    public void close() {
        network.close();
        consensus.close();
    }

    /// Starts it; the caller closes it.
    static TestNode start(
            ConsensusConfig config, PeerNetwork network, Engine engine, InetSocketAddress at)
            throws IOException {
        ListMachine machine = new ListMachine();
        Consensus<Integer> consensus = engine.start(machine);
        network.start(at);
        return new TestNode(config.self(), network, machine, consensus);
    }
}
