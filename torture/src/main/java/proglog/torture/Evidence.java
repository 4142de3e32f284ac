package proglog.torture;

import java.util.List;
import java.util.Map;

/// What is known at the end of a run. Immutable.
///
/// @param appends what writers did
/// @param reads what linearizable readers did
/// @param log one node's log as it was read in the end
/// @param lengths by node, how many records its log had in the end
/// @param differences what readers saw that others saw otherwise, or not where it must be
/// @param seen one past the highest offset that any reader saw at any time
record Evidence(
        List<Operation.Append> appends,
        List<Operation.Read> reads,
        FinalLog log,
        Map<String, Long> lengths,
        List<String> differences,
        long seen) {

    /// Copies everything.
    Evidence {
        appends = List.copyOf(appends);
        reads = List.copyOf(reads);
        lengths = Map.copyOf(lengths);
        differences = List.copyOf(differences);
    }
}
