package proglog.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import proglog.Task;

/// Computes the checksums of a log's frames. For one thread at a time.
///
/// CRC32C over the log's id, the frame's length and everything behind its checksum, which begins
/// with the absolute offset: zeros, another log's frames and frames at another place do not fit.
/// The id is drawn at random and never leaves the log, so no value can be made to look like a
/// frame.
final class Checksum {

    private final byte[] logId;
    private final CRC32C crc = new CRC32C();

    Checksum(long logId) {
        this.logId = ByteBuffer.allocate(Long.BYTES).putLong(logId).array();
    }

    /// The checksum that belongs into the frame at `bytes[at]`, whose length is there already.
    @Task("3.1")
    int of(byte[] bytes, int at) {
        crc.reset();
        crc.update(logId);
        crc.update(bytes, at, Integer.BYTES);
        crc.update(bytes, at + Frame.HEADER_BYTES, Frame.length(bytes, at));
        return (int) crc.getValue();
    }
}
