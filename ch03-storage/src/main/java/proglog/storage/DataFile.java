package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file, read and written at positions. For many threads.
interface DataFile extends Closeable {

    /// Reads `count` bytes at `position` into `target` from `from` on; `EOFException` when the file
    /// ends before.
    void read(byte[] target, int from, int count, long position) throws IOException;

    /// Writes all that remains in `source` at `position`.
    void write(ByteBuffer source, long position) throws IOException;

    /// Returns when everything written so far is on the disk.
    void force() throws IOException;

    /// Cuts the file to `size` bytes.
    void truncate(long size) throws IOException;

    /// How many bytes the file has.
    long size() throws IOException;
}
