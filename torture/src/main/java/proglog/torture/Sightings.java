package proglog.torture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import proglog.Bytes;
import proglog.LogRecord;

/// What was seen at each offset first, by any reader at any node. For many threads.
///
/// Kept as fingerprints, since a long run reads millions of records several times.
final class Sightings {

    private long[] seen = new long[1 << 16]; // by offset, 0 when nobody has been there
    private final List<String> differences = new ArrayList<>();
    private long next;

    /// Takes note of `record` as `node` has given it.
    synchronized void note(String node, LogRecord record) {
        int offset = Math.toIntExact(record.offset());
        if (offset >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(offset + 1, seen.length * 2));
        }
        long now = fingerprint(record);
        if (seen[offset] == 0) {
            seen[offset] = now;
            next = Math.max(next, offset + 1L);
        } else if (seen[offset] != now) {
            difference(
                    "%s has at %d something else than was read there before: %s of %s"
                            .formatted(node, offset, text(record.value()), record.appendedAt()));
        }
    }

    /// Takes note of what a reader should not have seen.
    synchronized void difference(String what) {
        differences.add(what);
    }

    /// One past the highest offset anybody has seen.
    synchronized long next() {
        return next;
    }

    /// What differed so far.
    synchronized List<String> differences() {
        return List.copyOf(differences);
    }

    private static String text(Bytes value) {
        return ValueId.of(value).map(ValueId::toString).orElse("a value of nobody");
    }

    private static long fingerprint(LogRecord record) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (byte one : record.value().toByteArray()) {
            hash = (hash ^ one) * 0x100000001b3L;
        }
        hash =
                (hash ^ ChronoUnit.NANOS.between(Instant.EPOCH, record.appendedAt()))
                        * 0x100000001b3L;
        return hash == 0 ? 1 : hash;
    }
}
