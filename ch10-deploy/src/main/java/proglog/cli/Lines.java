package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import proglog.Bytes;

/// The lines of a stream as they are, whatever their encoding, without their line feeds.
///
/// It reads blocks, and a line is a part of its block: nothing is copied but the beginning of a
/// line that goes on in the next block. For one thread only.
final class Lines {

    private static final int BLOCK = 1024 * 1024;
    private static final int LONGEST = 1 << 30;

    /// How many lines are given at once.
    private static final int MOST = 10_000;

    /// A line that is longer than this is given alone: a log may refuse it.
    private static final int LONG = 64 * 1024;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long FEEDS = '\n' * ONES;

    private final InputStream in;
    private byte[] block = new byte[0];
    private int start; // of the next line
    private int feed; // no line feed is between start and here, and maybe one is here
    private int end; // of what was read
    private boolean isOver; // the stream

    Lines(InputStream in) {
        this.in = in;
    }

    /// The next line, and those behind it that are there already, at most about a MiB; nothing at
    /// the end of the stream. A last line needs no line feed.
    List<Bytes> next() throws IOException {
        while (!findFeed() && !isOver) {
            fill();
        }
        List<Bytes> lines = new ArrayList<>();
        while (start < end && (findFeed() || isOver) && fits(lines)) {
            lines.add(Bytes.wrap(block, start, feed - start));
            start = Math.min(feed + 1, end);
            feed = start;
        }
        return lines;
    }

    private boolean findFeed() {
        while (feed + Long.BYTES <= end && !hasFeed((long) EIGHT.get(block, feed))) {
            feed += Long.BYTES;
        }
        while (feed < end && block[feed] != '\n') {
            feed++;
        }
        return feed < end;
    }

    // Whether one of eight bytes is a line feed: "Bit Twiddling Hacks", a zero byte in a word.
    private static boolean hasFeed(long bytes) {
        long zeroWhereFeed = bytes ^ FEEDS;
        return ((zeroWhereFeed - ONES) & ~zeroWhereFeed & HIGH_BITS) != 0;
    }

    private boolean fits(List<Bytes> lines) {
        return lines.isEmpty()
                || (lines.size() < MOST
                        && feed - start <= LONG
                        && lines.getLast().length() <= LONG);
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
            feed = begun;
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
