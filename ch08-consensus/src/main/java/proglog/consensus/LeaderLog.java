package proglog.consensus;

import java.time.Instant;
import java.util.Optional;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// The log as other nodes see it: appends are this node's own business, or refused. So nothing is
/// ever forwarded twice. For many threads.
final class LeaderLog implements CommitLog {

    private volatile Optional<Proposals> proposals = Optional.empty(); // set once, by attach
    private final AppliedRecords records;
    private final ReplicatedLogConfig config;

    LeaderLog(AppliedRecords records, ReplicatedLogConfig config) {
        this.records = records;
        this.config = config;
    }

    /// Begins to take appends.
    void attach(Proposals proposals) {
        this.proposals = Optional.of(proposals);
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        config.requireFits(batch);
        Appends.requireTime(deadline);
        Proposals leader =
                proposals.orElseThrow(() -> new LogUnavailableException("the log is starting"));
        Acknowledged done = Appends.await(leader.submit(batch), deadline);
        Acknowledgement.note(done);
        return done.offsets();
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        records.mark().await(consistency, deadline);
        return records.read(offset);
    }

    @Override
    public OffsetRange offsets() {
        return records.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        return records.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        return records.follow(offset);
    }

    @Override
    public void close() {}
}
