package proglog.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How callers shared syncs, read from the stores afterwards: each frame says what had been synced
/// before it, so the frames of one group say the same and those of two groups do not.
///
/// @param groups how many writes with a sync there were
/// @param records in all groups
/// @param bytes of all frames
record Groups(long groups, long records, long bytes) {

    private static final int STORE_HEADER_BYTES = 32;

    static Groups of(List<Path> stores) throws IOException {
        Groups sum = new Groups(0, 0, 0);
        for (Path store : stores) {
            Groups one = of(store);
            sum =
                    new Groups(
                            sum.groups + one.groups,
                            sum.records + one.records,
                            sum.bytes + one.bytes);
        }
        return sum;
    }

    private static Groups of(Path store) throws IOException {
        long groups = 0;
        long records = 0;
        long bytes = 0;
        long synced = -1;
        long left = Files.size(store) - STORE_HEADER_BYTES;
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(store), 1 << 20))) {
            in.skipNBytes(STORE_HEADER_BYTES);
            while (left > 0) {
                int length = in.readInt(); // of all behind the checksum
                in.skipNBytes(4 + 8 + 8); // checksum, first offset, time
                long syncedBefore = in.readLong();
                int count = in.readInt();
                in.skipNBytes(length - 28);
                left -= 8 + length;
                if (count > 0) {
                    groups += syncedBefore == synced ? 0 : 1;
                    records += count;
                    bytes += 8 + length;
                    synced = syncedBefore;
                }
            }
        }
        return new Groups(groups, records, bytes);
    }

    double recordsPerGroup() {
        return (double) records / groups;
    }

    double bytesPerGroup() {
        return (double) bytes / groups;
    }
}
