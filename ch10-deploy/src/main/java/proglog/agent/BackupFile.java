package proglog.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import proglog.Task;

/// A backup in one file. Immutable.
///
/// ```
///   magic PLBK 4 | version 4 | files | 0: 1 | count of files 4 | checksum 8
///   a file:  1: 1 | length of its name 2 | name | size 8 | content
/// ```
///
/// The checksum, CRC32C as a long, is over everything before it.
record BackupFile(Path path) {

    static final int MAGIC = 0x504C424B; // PLBK
    static final int VERSION = 1;
    static final int FILE = 1;
    static final int END = 0;

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._]{0,99}";
    private static final int PIECE_BYTES = 256 * 1024;

    /// What is in it.
    ///
    /// @param files how many files
    /// @param bytes how many bytes of them
    record Content(int files, long bytes) {}

    /// Refuses a name that does not stay in its folder.
    static void requireName(String name) throws IOException {
        if (!name.matches(NAME)) {
            throw new IOException("a backup cannot hold a file called '%s'".formatted(name));
        }
    }

    /// Reads all of it, and fails unless it is complete and as it was written.
    Content verify() throws IOException {
        return read((_, size, content) -> {
            content.skipNBytes(size);
        });
    }

    /// Writes its files into `folder`, durably.
    void unpack(Path folder) throws IOException {
        var _ =
                read((name, size, content) -> {
                    Path target = folder.resolve(name);
                    try (OutputStream out =
                            Files.newOutputStream(
                                    target,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE)) {
                        copy(content, size, out);
                    }
                    Disk.sync(target);
                });
        Disk.sync(folder);
    }

    private interface FileReader {

        /// Takes `size` bytes of `content`, which are a file's.
        void read(String name, long size, InputStream content) throws IOException;
    }

    @Task("10.6")
    private Content read(FileReader reader) throws IOException {
        CRC32C checksum = new CRC32C();
        try (DataInputStream plain =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            DataInputStream in = new DataInputStream(new CheckedInputStream(plain, checksum));
            requireVersion(in);
            int files = 0;
            long bytes = 0;
            for (int kind = in.readUnsignedByte(); kind == FILE; kind = in.readUnsignedByte()) {
                String name = in.readUTF();
                requireName(name);
                long size = in.readLong();
                reader.read(name, size, in);
                files++;
                bytes += size;
            }
            int expected = in.readInt();
            long found = checksum.getValue();
            if (expected != files || plain.readLong() != found || plain.read() >= 0) {
                throw damaged();
            }
            return new Content(files, bytes);
        } catch (EOFException _) {
            throw damaged();
        }
    }

    private void requireVersion(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("%s is not a backup".formatted(path));
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(
                    "%s is a backup of version %d, this program reads version %d"
                            .formatted(path, version, VERSION));
        }
    }

    private IOException damaged() {
        return new IOException("%s is damaged or not complete".formatted(path));
    }

    private static void copy(InputStream from, long size, OutputStream to) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long left = size; left > 0; ) {
            int count = from.read(piece, 0, (int) Math.min(left, piece.length));
            if (count < 0) {
                throw new EOFException();
            }
            to.write(piece, 0, count);
            left -= count;
        }
    }
}
