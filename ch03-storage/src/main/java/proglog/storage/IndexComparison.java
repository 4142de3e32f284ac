package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/// Holds the entries of an index against the frames of its store, while somebody walks these. For
/// one thread only.
///
/// Only an index with a footer that fits is trusted when a log is opened, so only there a wrong
/// entry is damage. Any other index is built again; and while a log is open, or after a crash, its
/// last one ends in zeros.
final class IndexComparison implements Closeable {

    private static final int CHUNK_BYTES = 1024 * Index.ENTRY_BYTES;

    private final SegmentFiles files;
    private final Optional<DataFile> file;
    private final Optional<IndexFooter> footer;
    private final Consumer<Finding> findings;
    private final long end; // of the entries in the file
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long chunkEnd; // position in the file
    private int fitting; // entries that do
    private boolean done; // nothing more to compare

    private IndexComparison(
            SegmentFiles files,
            Optional<DataFile> file,
            Optional<IndexFooter> footer,
            long end,
            Consumer<Finding> findings) {
        this.files = files;
        this.file = file;
        this.footer = footer;
        this.end = end;
        this.findings = findings;
    }

    /// Opens the index of a segment, if it is there; `footer` is what it was sealed with, if that
    /// fits the store.
    static IndexComparison open(
            Disk disk, SegmentFiles files, Optional<IndexFooter> footer, Consumer<Finding> findings)
            throws IOException {
        try {
            DataFile file = disk.open(files.index(), StandardOpenOption.READ);
            long entries = file.size() / Index.ENTRY_BYTES;
            long end = footer.map(f -> (long) f.entries()).orElse(entries) * Index.ENTRY_BYTES;
            return new IndexComparison(files, Optional.of(file), footer, end, findings);
        } catch (NoSuchFileException _) {
            return new IndexComparison(files, Optional.empty(), footer, 0, findings);
        }
    }

    /// Compares the next entry with the frame that was read next.
    void frame(Frame frame) throws IOException {
        if (done) {
            return;
        }
        Optional<Index.Entry> entry = next();
        int relativeOffset = (int) (frame.firstOffset() - files.base());
        Index.Entry expected = new Index.Entry(relativeOffset, frame.position());
        if (entry.isPresent() && entry.get().equals(expected)) {
            fitting++;
        } else {
            done = true;
            boolean unwritten = entry.isPresent() && entry.get().position() == 0;
            if (footer.isPresent() || !unwritten) {
                report(
                        position(entry),
                        text(expected),
                        entry.map(IndexComparison::text).orElse("no entry"));
            }
        }
    }

    /// Passes over the entries of frames that are damaged: `position` is where the next intact one
    /// begins.
    void skipTo(long position) throws IOException {
        while (!done) {
            Optional<Index.Entry> entry = next();
            if (entry.isEmpty()) {
                return;
            }
            if (entry.get().position() >= position) {
                chunk.position(chunk.position() - Index.ENTRY_BYTES);
                return;
            }
        }
    }

    /// The store has ended, before the record `next`.
    void end(long next) throws IOException {
        if (done || footer.isEmpty()) {
            return;
        }
        Optional<Index.Entry> entry = next();
        if (entry.isPresent()) {
            report(position(entry), "no more entries", text(entry.get()));
        } else if (footer.get().nextOffset() != next) {
            report(end, "a footer with next offset " + next, "" + footer.get().nextOffset());
        }
    }

    int fitting() {
        return fitting;
    }

    private long position(Optional<Index.Entry> justRead) {
        return chunkEnd - chunk.remaining() - (justRead.isPresent() ? Index.ENTRY_BYTES : 0);
    }

    private void report(long position, String expected, String found) {
        boolean trusted = footer.isPresent();
        findings.accept(
                new Finding(
                        trusted ? Finding.Kind.DAMAGE : Finding.Kind.STALE_INDEX,
                        files.index(),
                        new Damage(position, expected, found),
                        trusted
                                ? "no record is lost: it is built again when it is first used"
                                : "built again when the log is opened"));
    }

    private static String text(Index.Entry entry) {
        return "entry (%d, %d)".formatted(entry.relativeOffset(), entry.position());
    }

    private Optional<Index.Entry> next() throws IOException {
        if (!chunk.hasRemaining()) {
            byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, end - chunkEnd)];
            if (bytes.length == 0) {
                return Optional.empty();
            }
            file.orElseThrow().read(bytes, 0, bytes.length, chunkEnd);
            chunkEnd += bytes.length;
            chunk = ByteBuffer.wrap(bytes);
        }
        return Optional.of(new Index.Entry(chunk.getInt(), chunk.getLong()));
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
