package proglog.torture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A node's whole log as it was read in the end. Immutable.
///
/// @param node whose
/// @param entries from offset 0 on, without a gap
record FinalLog(String node, List<Entry> entries) {

    /// Copies the entries.
    FinalLog {
        entries = List.copyOf(entries);
    }

    /// One record.
    ///
    /// @param id whose value it is, if anybody's
    /// @param appendedAt when the log says it took it
    record Entry(Optional<ValueId> id, Instant appendedAt) {}

    /// Whether this value is at `offset`.
    boolean has(ValueId id, long offset) {
        return offset >= 0
                && offset < entries.size()
                && entries.get((int) offset).id().equals(Optional.of(id));
    }

    /// What is at `offset`, in words.
    String at(long offset) {
        if (offset < 0 || offset >= entries.size()) {
            return "nothing";
        }
        return entries.get((int) offset)
                .id()
                .map(ValueId::toString)
                .orElse("a value that nobody sent");
    }
}
