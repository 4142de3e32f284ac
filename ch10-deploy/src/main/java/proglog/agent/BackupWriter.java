package proglog.agent;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// Writes a [BackupFile]: under another name, which it loses only when it is complete and on the
/// disk. For one thread only.
final class BackupWriter implements AutoCloseable {

    private final Path target;
    private final Path aside;
    private final CRC32C checksum = new CRC32C();
    private final DataOutputStream out;
    private int files;
    private long bytes;
    private long left; // of the file that began last
    private boolean isComplete;

    private BackupWriter(Path target, Path aside, OutputStream plain) {
        this.target = target;
        this.aside = aside;
        this.out = new DataOutputStream(new CheckedOutputStream(plain, checksum));
    }

    /// Begins to write `target`, which must not be there; readable by its owner only, like the log.
    static BackupWriter create(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it exists already");
        }
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(aside);
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        SeekableByteChannel channel =
                Files.newByteChannel(
                        aside,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ours);
        OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel));
        BackupWriter writer = new BackupWriter(target, aside, plain);
        writer.out.writeInt(BackupFile.MAGIC);
        writer.out.writeInt(BackupFile.VERSION);
        return writer;
    }

    /// A file of this name begins, of so many bytes.
    void begin(String name, long size) throws IOException {
        requireEnded();
        BackupFile.requireName(name);
        out.writeByte(BackupFile.FILE);
        out.writeUTF(name);
        out.writeLong(size);
        files++;
        bytes += size;
        left = size;
    }

    /// The next piece of it.
    void write(ByteBuffer piece) throws IOException {
        if (piece.remaining() > left) {
            throw new IOException("a file is longer than it was said to be");
        }
        left -= piece.remaining();
        byte[] copy = new byte[piece.remaining()];
        piece.get(copy);
        out.write(copy);
    }

    /// That was all, of so many files. Returns when it is on the disk, under its name.
    BackupFile.Content complete(int count) throws IOException {
        requireEnded();
        if (count != files) {
            throw new IOException("of %d files, %d came".formatted(count, files));
        }
        out.writeByte(BackupFile.END);
        out.writeInt(files);
        out.writeLong(checksum.getValue());
        out.close();
        Disk.sync(aside);
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(target.toAbsolutePath().resolveSibling("."));
        isComplete = true;
        return new BackupFile.Content(files, bytes);
    }

    private void requireEnded() throws IOException {
        if (left != 0) {
            throw new IOException("a file ended %d bytes too soon".formatted(left));
        }
    }

    /// Deletes what is not complete.
    @Override
    public void close() throws IOException {
        if (!isComplete) {
            try (out) {
                Files.deleteIfExists(aside);
            }
        }
    }
}
