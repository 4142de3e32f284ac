package proglog.bench.others;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A system in one of its settings that keeps records on three nodes, asked by its own client. For
/// one thread only.
public interface Contender extends AutoCloseable {

    /// What it is called, how it is set, and what it has synced when it acknowledges.
    Facts facts();

    /// Has `value` appended again and again for so long, as fast as its client can when it need not
    /// wait for each, and waits for all; returns how many a second were acknowledged.
    double batchedRate(byte[] value, Duration time) throws IOException, InterruptedException;

    /// Appends `value` and waits until that is acknowledged, trying again while there is no leader.
    void append(byte[] value) throws IOException, InterruptedException;

    /// Reads from the first record on, for so long or until the last one that there is; returns how
    /// many a second came.
    double readRate(Duration time) throws IOException, InterruptedException;

    /// Kills the process that leads, as by `kill -9`.
    void killLeader() throws IOException, InterruptedException;

    /// Starts it again; returns when it is as good as before.
    void restoreKilled() throws IOException, InterruptedException;

    /// The processes of its nodes.
    List<Long> processes();

    @Override
    void close();
}
