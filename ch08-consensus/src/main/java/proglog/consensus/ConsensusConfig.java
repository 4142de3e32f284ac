package proglog.consensus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a node's consensus needs to know. Immutable.
///
/// @param self this node
/// @param directory where it keeps everything; made when it is missing
/// @param founders the first voters of a new cluster, this node included; empty for a node that is
///   given its vote by a cluster. Means nothing to a node that has been started before
/// @param electionTimeout how long a follower does without its leader before it wants to lead
/// @param segmentBytes how large the files of the log get
/// @param snapshotBytes how much the log grows between two snapshots, at most. A follower that lags
///   by less is sent what it lacks, one that lags by twice as much the whole log
/// @param retainBytes old segments of the log go while it has more bytes than this
/// @param retainAge old segments of the log go when their last record is older than this
public record ConsensusConfig(
        ClusterNode self,
        Path directory,
        List<ClusterNode> founders,
        Duration electionTimeout,
        long segmentBytes,
        long snapshotBytes,
        long retainBytes,
        Duration retainAge) {

    private static final Duration FOR_EVER = Duration.ofDays(100 * 365);

    private static final long MIB = 1024 * 1024;

    /// Refuses what makes no sense.
    public ConsensusConfig {
        founders = List.copyOf(founders);
        if (!founders.isEmpty() && !founders.contains(self)) {
            throw new IllegalArgumentException(
                    "%s is not one of the founders %s".formatted(self, founders));
        }
        require(electionTimeout.isPositive(), "electionTimeout", electionTimeout);
        require(segmentBytes > 0, "segmentBytes", segmentBytes);
        require(snapshotBytes > 0, "snapshotBytes", snapshotBytes);
        require(retainBytes > 0, "retainBytes", retainBytes);
        require(retainAge.isPositive(), "retainAge", retainAge);
    }

    private static void require(boolean holds, String setting, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s, must be more than 0".formatted(setting, value));
        }
    }

    /// A node that is given its vote later; elections after a second, segments of 64 MiB, a
    /// snapshot every GiB, nothing ever forgotten.
    public static ConsensusConfig of(ClusterNode self, Path directory) {
        return new ConsensusConfig(
                self,
                directory,
                List.of(),
                Duration.ofSeconds(1),
                64 * MIB,
                1024 * MIB,
                Long.MAX_VALUE,
                Duration.ofSeconds(Long.MAX_VALUE));
    }

    /// The same with these first voters.
    public ConsensusConfig withFounders(List<ClusterNode> founders) {
        return new ConsensusConfig(
                self,
                directory,
                founders,
                electionTimeout,
                segmentBytes,
                snapshotBytes,
                retainBytes,
                retainAge);
    }

    /// The same with this time-out.
    public ConsensusConfig withElectionTimeout(Duration electionTimeout) {
        return new ConsensusConfig(
                self,
                directory,
                founders,
                electionTimeout,
                segmentBytes,
                snapshotBytes,
                retainBytes,
                retainAge);
    }

    /// The same with files of this size, and a snapshot whenever the log has grown by that much.
    public ConsensusConfig withFiles(long segmentBytes, long snapshotBytes) {
        return new ConsensusConfig(
                self,
                directory,
                founders,
                electionTimeout,
                segmentBytes,
                snapshotBytes,
                retainBytes,
                retainAge);
    }

    /// The same, but old records are forgotten.
    public ConsensusConfig withRetention(long retainBytes, Duration retainAge) {
        return new ConsensusConfig(
                self,
                directory,
                founders,
                electionTimeout,
                segmentBytes,
                snapshotBytes,
                retainBytes,
                retainAge);
    }

    /// Whether anything is ever forgotten.
    public boolean forgets() {
        return retainBytes < Long.MAX_VALUE || retainAge.compareTo(FOR_EVER) < 0;
    }
}
