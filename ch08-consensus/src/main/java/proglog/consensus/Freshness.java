package proglog.consensus;

import proglog.Consistency;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// Waits until this node may answer a read as fresh as it was asked for. For many threads.
final class Freshness {

    private final Consensus<?> consensus;
    private final LogStateMachine machine;
    private final AppliedRecords records;
    private final LeaderWatch watch;
    private final ReplicatedLogConfig config;

    Freshness(
            Consensus<?> consensus,
            LogStateMachine machine,
            AppliedRecords records,
            LeaderWatch watch,
            ReplicatedLogConfig config) {
        this.consensus = consensus;
        this.machine = machine;
        this.records = records;
        this.watch = watch;
        this.config = config;
    }

    /// Fails with [LogUnavailableException] when it cannot be so fresh before `deadline`.
    void await(Consistency consistency, Deadline deadline) {
        switch (consistency) {
            case Consistency.Local _ -> {}
            case Consistency.Linearizable _ -> {
                Deadline most = Appends.earlier(deadline, config.patience());
                awaitBarrier(most);
                // On this disk, too: what is applied may be on those of the others alone.
                records.mark().await(Consistency.atLeast(machine.nextOffset() - 1), most);
            }
            case Consistency.AtLeast _ -> records.mark().await(consistency, deadline);
        }
    }

    // Between two leaders there is none to ask, and that passes.
    private void awaitBarrier(Deadline deadline) {
        boolean isReached = false;
        while (!isReached) {
            long seen = watch.changes();
            try {
                Appends.await(consensus.barrier(), deadline);
                isReached = true;
            } catch (LogUnavailableException failure) {
                if (!watch.canTryAgain(seen, deadline)) {
                    throw failure;
                }
            } catch (OutcomeUnknownException late) {
                throw new LogUnavailableException(
                        "what is new could not be asked for in time", late);
            }
        }
    }
}
