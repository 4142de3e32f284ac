package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import proglog.Bytes;

/// The lines of a stream as they are, whatever their encoding, without their line feeds.
///
/// It reads blocks, and a line is a part of its block: nothing is copied but the beginning of a
/// line that goes on in the next block. For one thread only.
final class Lines {

    private static final int BLOCK = 1024 * 1024;
    private static final int LONGEST = 1 << 30;

    private final InputStream in;
    private byte[] block = new byte[0];
    private int start; // of the next line
    private int end; // of what was read
    private boolean isOver; // the stream

    Lines(InputStream in) {
        this.in = in;
    }

    /// The next line, empty at the end of the stream. A last line needs no line feed.
    Optional<Bytes> next() throws IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (block[at] == '\n') {
                    Bytes line = Bytes.wrap(block, start, at - start);
                    start = at + 1;
                    return Optional.of(line);
                }
            }
            if (isOver) {
                return rest();
            }
            int searched = at - start;
            fill();
            at = start + searched;
        }
    }

    private Optional<Bytes> rest() {
        if (start == end) {
            return Optional.empty();
        }
        Bytes line = Bytes.wrap(block, start, end - start);
        start = end;
        return Optional.of(line);
    }

    // Lines that were given away share the old block, so a full one is never written to again.
    private void fill() throws IOException {
        if (end == block.length) {
            int begun = end - start;
            if (begun > LONGEST / 2) {
                throw new IOException("a line is longer than %d bytes".formatted(begun));
            }
            block = Arrays.copyOfRange(block, start, start + Math.max(BLOCK, 2 * begun));
            start = 0;
            end = begun;
        }
        int read = in.read(block, end, block.length - end);
        if (read < 0) {
            isOver = true;
        } else {
            end += read;
        }
    }
}
