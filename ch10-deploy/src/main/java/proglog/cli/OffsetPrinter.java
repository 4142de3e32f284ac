package proglog.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import proglog.OffsetRange;

/// Prints the offsets of what was appended. For one thread only.
final class OffsetPrinter {

    /// What is printed.
    enum Format {
        /// Each offset.
        offsets,
        /// At the end, which offsets.
        ranges,
        /// Each offset; when there are many, the ranges at the end instead of those after the
        /// first.
        brief,
        /// Nothing.
        none
    }

    private static final int MANY = 100;

    private final Format format;
    private final OutputStream out;
    private long count;
    private long first; // of the range that goes on
    private long next;

    OffsetPrinter(Format format, OutputStream out) {
        this.format = format;
        this.out = out;
    }

    void print(OffsetRange offsets) throws IOException {
        if (count == 0) {
            first = offsets.first();
        } else if (offsets.first() != next) {
            endRange();
            first = offsets.first();
        }
        next = offsets.next();
        long each =
                switch (format) {
                    case offsets -> offsets.size();
                    case brief -> Math.clamp(MANY - count, 0, offsets.size());
                    case ranges, none -> 0;
                };
        for (long offset = offsets.first(); offset < offsets.first() + each; offset++) {
            line(Long.toString(offset));
        }
        count += offsets.size();
    }

    /// Whoever waits for what was printed has it now.
    void flush() throws IOException {
        out.flush();
    }

    /// All is printed.
    void end() throws IOException {
        if (count > 0) {
            endRange();
        }
        out.flush();
    }

    private void endRange() throws IOException {
        if (format == Format.ranges || (format == Format.brief && count > MANY)) {
            line(new OffsetRange(first, next).toString());
        }
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
