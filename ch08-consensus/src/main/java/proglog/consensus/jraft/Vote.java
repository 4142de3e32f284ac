package proglog.consensus.jraft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;

/// A term, and whom the node has voted for in it. Immutable.
///
/// ```
///  0       4         8      16       20
/// ┌───────┬─────────┬──────┬────────┬───────────┬──────────┐
/// │ magic │ version │ term │ length │ voted for │ checksum │
/// └───────┴─────────┴──────┴────────┴───────────┴──────────┘
/// ```
///
/// @param term the term
/// @param votedFor JRaft's name of the node; empty when it has not voted in the term
record Vote(long term, String votedFor) {

    /// Of a node that has heard of no term.
    static final Vote NEVER = new Vote(0, "");

    private static final int MAGIC = 0x504C5654; // PLVT
    private static final int VERSION = 1;
    private static final int OVERHEAD_BYTES = 24;

    static Vote of(long term, PeerId candidate) {
        return new Vote(term, candidate.isEmpty() ? "" : candidate.toString());
    }

    /// The node voted for; JRaft's empty one when there is none. The caller may change it.
    PeerId candidate() {
        PeerId peer = new PeerId();
        if (!votedFor.isEmpty() && !peer.parse(votedFor)) {
            throw new CorruptLogException(
                    "expected the name of a node, found \"%s\"".formatted(votedFor));
        }
        return peer;
    }

    byte[] encode() {
        byte[] name = votedFor.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(OVERHEAD_BYTES + name.length);
        bytes.putInt(MAGIC).putInt(VERSION).putLong(term).putInt(name.length).put(name);
        return bytes.putInt(checksum(bytes.array())).array();
    }

    /// The vote that `bytes`, the content of `file`, encode.
    static Vote decode(byte[] bytes, Path file) {
        ByteBuffer vote = ByteBuffer.wrap(bytes);
        if (bytes.length >= 8 && vote.getInt(0) == MAGIC && vote.getInt(4) != VERSION) {
            throw new LogUnavailableException(
                    "%s is of version %d, this program reads version %d"
                            .formatted(file, vote.getInt(4), VERSION));
        }
        if (bytes.length < OVERHEAD_BYTES
                || vote.getInt(0) != MAGIC
                || vote.getInt(16) != bytes.length - OVERHEAD_BYTES
                || vote.getInt(bytes.length - 4) != checksum(bytes)) {
            throw new CorruptLogException(
                    "%s: expected a vote with a checksum that fits, found %d bytes that are none"
                            .formatted(file, bytes.length));
        }
        return new Vote(
                vote.getLong(8),
                new String(bytes, 20, bytes.length - OVERHEAD_BYTES, StandardCharsets.UTF_8));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }
}
