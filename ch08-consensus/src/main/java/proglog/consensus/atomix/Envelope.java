package proglog.consensus.atomix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import proglog.Bytes;
import proglog.consensus.ClusterNode;

/// An entry of ours in Atomix's log. Immutable.
///
/// ```
/// kind(1) | term(8) | sequence(8) | content
/// ```
///
/// @param kind what it is
/// @param term the reign it was proposed in, which is checked again when it is applied
/// @param sequence its number in that reign, from 1
/// @param content as `kind` has it
record Envelope(Kind kind, long term, long sequence, Bytes content) {

    private static final int HEADER_BYTES = 17;

    /// What it can be.
    enum Kind {
        /// A command.
        COMMAND(1),
        /// A part of a command, with more to follow.
        PART(2),
        /// The last part of a command: how many were before it (4), content.
        LAST(3),
        /// The first of a reign: what older ones have proposed is not applied after it.
        REIGN(4),
        /// Nothing: when it has been applied, everything before it has.
        BARRIER(5),
        /// What a node is called, and where clients call it.
        NODE(6);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("an entry of kind " + code);
        }
    }

    byte[] encode() {
        byte[] bytes = new byte[HEADER_BYTES + content.length()];
        ByteBuffer to = ByteBuffer.wrap(bytes);
        to.put(kind.code).putLong(term).putLong(sequence);
        content.copyTo(bytes, HEADER_BYTES);
        return bytes;
    }

    static Envelope decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new Envelope(
                Kind.of(from.get()),
                from.getLong(),
                from.getLong(),
                Bytes.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES));
    }

    /// The content of a [Kind#NODE].
    static Bytes node(ClusterNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            Roster.write(node, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /// The node that a [Kind#NODE] is about.
    ClusterNode node() {
        try (DataInputStream from =
                new DataInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            return Roster.read(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
