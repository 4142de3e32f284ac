package proglog.consensus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import proglog.Batch;
import proglog.Bytes;
import proglog.observability.Telemetry;

/// What a [ReplicatedLog] needs to know beside its engine. Immutable.
///
/// @param self this node
/// @param copies where records are kept when the engine does not lend its log
/// @param clock gives records their times, on the leader
/// @param patience how long an append or a fresh read waits for a leader and a majority
/// @param maxValueBytes the largest value that is taken
/// @param telemetry where the way of a traced append is traced on
public record ReplicatedLogConfig(
        ClusterNode self,
        Path copies,
        InstantSource clock,
        Duration patience,
        int maxValueBytes,
        Telemetry telemetry) {

    /// A batch may be as large as an entry of Raft's log: 24 MiB.
    private static final int MAX_BATCH_BYTES = 24 * 1024 * 1024;

    private static final int MAX_VALUE_BYTES = 16 * 1024 * 1024;

    /// Refuses what makes no sense.
    public ReplicatedLogConfig {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience is " + patience + ", must be more than 0");
        }
        if (maxValueBytes < 0 || maxValueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "maxValueBytes is %d, must be from 0 to 16 MiB".formatted(maxValueBytes));
        }
    }

    /// Refuses a batch that is too large.
    void requireFits(Batch batch) {
        long bytes = 4L * batch.size();
        for (Bytes value : batch.values()) {
            bytes += value.length();
            if (value.length() > maxValueBytes) {
                throw new IllegalArgumentException(
                        "a value of %d bytes is over the limit of %d bytes"
                                .formatted(value.length(), maxValueBytes));
            }
        }
        if (bytes > MAX_BATCH_BYTES) {
            throw new IllegalArgumentException(
                    "a batch of %d bytes is over the limit of %d bytes"
                            .formatted(bytes, MAX_BATCH_BYTES));
        }
    }

    /// The system's clock, ten seconds of patience, values up to 16 MiB, no telemetry.
    public static ReplicatedLogConfig of(ClusterNode self, Path directory) {
        return new ReplicatedLogConfig(
                self,
                directory.resolve("records"),
                InstantSource.system(),
                Duration.ofSeconds(10),
                MAX_VALUE_BYTES,
                Telemetry.off());
    }

    /// The same with times by `clock`.
    public ReplicatedLogConfig withClock(InstantSource clock) {
        return new ReplicatedLogConfig(self, copies, clock, patience, maxValueBytes, telemetry);
    }

    /// The same, waiting no longer than `patience`.
    public ReplicatedLogConfig withPatience(Duration patience) {
        return new ReplicatedLogConfig(self, copies, clock, patience, maxValueBytes, telemetry);
    }

    /// The same, tracing into `telemetry`, which the caller closes after the log.
    public ReplicatedLogConfig withTelemetry(Telemetry telemetry) {
        return new ReplicatedLogConfig(self, copies, clock, patience, maxValueBytes, telemetry);
    }
}
