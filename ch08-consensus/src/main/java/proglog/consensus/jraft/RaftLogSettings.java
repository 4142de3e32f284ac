package proglog.consensus.jraft;

import java.time.Duration;
import proglog.consensus.ConsensusConfig;

/// How a [RaftLog] is kept. Immutable.
///
/// @param segmentBytes how large its files get
/// @param retainBytes old files go while the log has more bytes than this
/// @param retainAge old files go when their last record is older than this
record RaftLogSettings(long segmentBytes, long retainBytes, Duration retainAge) {

    static RaftLogSettings of(ConsensusConfig config) {
        return new RaftLogSettings(config.segmentBytes(), config.retainBytes(), config.retainAge());
    }
}
