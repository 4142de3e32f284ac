package proglog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that never change: compared by content, printed readably.
///
/// Immutable. [#wrap] and [#slice] share their array instead of copying it, so a small slice keeps
/// a large array alive; [#copyOf] is for what is kept long.
public final class Bytes {

    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final int SHOWN = 32;

    private final byte[] array;
    private final int start;
    private final int length;

    private Bytes(byte[] array, int start, int length) {
        this.array = array;
        this.start = start;
        this.length = length;
    }

    /// A copy of `bytes`.
    public static Bytes copyOf(byte... bytes) {
        return new Bytes(bytes.clone(), 0, bytes.length);
    }

    /// The UTF-8 encoding of `text`.
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The array itself, not a copy: the caller gives it up and never writes to it again.
    public static Bytes wrap(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /// A part of the array itself, not a copy: the caller gives the array up and never writes to it
    /// again.
    public static Bytes wrap(byte[] array, int start, int length) {
        if ((start | length | (array.length - start - length)) < 0) {
            throw new IndexOutOfBoundsException(
                    "%d bytes from %d are outside an array of %d"
                            .formatted(length, start, array.length));
        }
        return new Bytes(array, start, length);
    }

    /// How many bytes there are.
    public int length() {
        return length;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return length == 0;
    }

    /// The byte at `index`, counted from 0.
    public byte byteAt(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(
                    "byte %d is outside [0, %d)".formatted(index, length));
        }
        return array[start + index];
    }

    /// `count` of these bytes from `from` on, sharing the array.
    public Bytes slice(int from, int count) {
        if ((from | count | (length - from - count)) < 0) {
            throw new IndexOutOfBoundsException(
                    "%d bytes from %d are outside [0, %d)".formatted(count, from, length));
        }
        return new Bytes(array, start + from, count);
    }

    /// Copies all bytes into `target`, from `at` on.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, start, target, at, length);
    }

    /// Copies `count` bytes from `from` on into `target`, from `at` on.
    public void copyTo(int from, byte[] target, int at, int count) {
        if ((from | count | (length - from - count)) < 0) {
            throw new IndexOutOfBoundsException(
                    "%d bytes from %d are outside [0, %d)".formatted(count, from, length));
        }
        System.arraycopy(array, start + from, target, at, count);
    }

    /// A copy that the caller may change.
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    /// A read-only view, positioned at the first byte.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, start, length).slice().asReadOnlyBuffer();
    }

    /// The text these bytes encode in UTF-8; what is not UTF-8 becomes U+FFFD.
    public String toUtf8() {
        return new String(array, start, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array,
                        start,
                        start + length,
                        that.array,
                        that.start,
                        that.start + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// Printable ASCII as quoted text, anything else as hexadecimal; long values are cut.
    @Override
    public String toString() {
        int shown = Math.min(length, SHOWN);
        String cut = shown < length ? "… (" + length + " bytes)" : "";
        return isPrintable(shown)
                ? '"' + new String(array, start, shown, StandardCharsets.US_ASCII) + '"' + cut
                : "0x" + HexFormat.of().formatHex(array, start, start + shown) + cut;
    }

    private boolean isPrintable(int count) {
        for (int i = start; i < start + count; i++) {
            if (array[i] < ' ' || array[i] > '~') {
                return false;
            }
        }
        return true;
    }
}
