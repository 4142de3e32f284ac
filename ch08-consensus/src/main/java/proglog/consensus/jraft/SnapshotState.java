package proglog.consensus.jraft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;

/// What a snapshot's `state` file says of the log beside it. Immutable.
///
/// ```
///  0       4         8       16     24            32      n-8
/// ┌───────┬─────────┬───────┬──────┬─────────────┬───────┬──────────┐
/// │ magic │ version │ index │ term │ next offset │ state │ checksum │
/// └───────┴─────────┴───────┴──────┴─────────────┴───────┴──────────┘
/// ```
///
/// The checksum, CRC32C as a long, is over everything before it.
///
/// @param index of the last entry applied
/// @param term of the same
/// @param nextOffset how many records there are up to and with it
record SnapshotState(long index, long term, long nextOffset) {

    private static final int MAGIC = 0x504C5353; // PLSS
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 32;

    /// Writes the state itself.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    /// Writes `file`, durably.
    void write(Path file, Content content) throws IOException {
        CRC32C crc = new CRC32C();
        try (DataOutputStream plain =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            DataOutputStream out = new DataOutputStream(new CheckedOutputStream(plain, crc));
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(index);
            out.writeLong(term);
            out.writeLong(nextOffset);
            content.writeTo(out);
            out.flush();
            plain.writeLong(crc.getValue());
        }
        Durably.sync(file);
    }

    /// Reads what `file` says of the log, and checks all of it.
    static SnapshotState read(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        long checked = Files.size(file) - Long.BYTES;
        try (DataInputStream plain = open(file)) {
            DataInputStream in = new DataInputStream(new CheckedInputStream(plain, crc));
            int magic = in.readInt();
            int version = in.readInt();
            if (magic == MAGIC && version != VERSION) {
                throw new LogUnavailableException(
                        "%s is of version %d, this program reads version %d"
                                .formatted(file, version, VERSION));
            }
            SnapshotState state = new SnapshotState(in.readLong(), in.readLong(), in.readLong());
            in.skipNBytes(checked - HEADER_BYTES);
            if (magic != MAGIC || plain.readLong() != crc.getValue()) {
                throw new CorruptLogException(
                        file + ": expected a snapshot with a checksum that fits, found none");
            }
            return state;
        } catch (EOFException e) {
            throw new CorruptLogException(
                    "%s: expected a snapshot, found %d bytes".formatted(file, Files.size(file)), e);
        }
    }

    /// The state itself, of a `file` that was checked; it ends where the state ends.
    static InputStream content(Path file) throws IOException {
        DataInputStream in = open(file);
        in.skipNBytes(HEADER_BYTES);
        return new LimitedInput(in, Files.size(file) - HEADER_BYTES - Long.BYTES);
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }
}
