package proglog.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether the logs of all nodes are one log.
final class Agreement {

    private Agreement() {}

    /// The nodes whose log is not as long as the one that was read.
    static List<String> lengths(Evidence evidence) {
        long length = evidence.log().entries().size();
        return evidence.lengths().entrySet().stream()
                .filter(node -> node.getValue() != length)
                .map(node ->
                        "%s has %d records, %s has %d"
                                .formatted(
                                        node.getKey(),
                                        node.getValue(),
                                        evidence.log().node(),
                                        length))
                .sorted()
                .toList();
    }

    /// What a reader saw, and what is no longer there.
    static List<String> unread(Evidence evidence) {
        long length = evidence.log().entries().size();
        return evidence.seen() <= length
                ? List.of()
                : List.of(
                        "offset %d was read, the log ends at %d"
                                .formatted(evidence.seen() - 1, length));
    }

    /// The records that are older than the one before.
    static List<String> times(FinalLog log) {
        List<String> broken = new ArrayList<>();
        Instant before = Instant.MIN;
        for (int offset = 0; offset < log.entries().size(); offset++) {
            Instant now = log.entries().get(offset).appendedAt();
            if (now.isBefore(before)) {
                broken.add(
                        "offset %d is of %s, the one before of %s".formatted(offset, now, before));
            }
            before = now;
        }
        return broken;
    }
}
