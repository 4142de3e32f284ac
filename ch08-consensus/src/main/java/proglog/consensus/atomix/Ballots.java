package proglog.consensus.atomix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Whom this node voted for last: at most one a term, also after a restart. For many threads.
///
/// Atomix keeps the vote, too, but forgets it as soon as it knows or loses a leader, and might then
/// vote for two in one term.
final class Ballots {

    private static final String FILE = "ballot";

    private final Path directory;
    private final Disk disk;
    private long term; // under this
    private String candidate; // under this

    private Ballots(Path directory, Disk disk, long term, String candidate) {
        this.directory = directory;
        this.disk = disk;
        this.term = term;
        this.candidate = candidate;
    }

    /// Reads what was cast before.
    static Ballots open(Path directory, Disk disk) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new Ballots(directory, disk, 0, "");
        }
        try (DataInputStream bytes =
                new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new Ballots(directory, disk, bytes.readLong(), bytes.readUTF());
        }
    }

    /// Votes for `candidate` in `term`; whether this is, and will stay, the vote of that term.
    synchronized boolean cast(long term, String candidate) {
        if (term == this.term) {
            return candidate.equals(this.candidate);
        }
        if (term < this.term) {
            return false;
        }
        try {
            write(term, candidate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.term = term;
        this.candidate = candidate;
        return true;
    }

    private void write(long term, String candidate) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeLong(term);
            to.writeUTF(candidate);
        }
        Path written = Files.write(directory.resolve(FILE + ".new"), bytes.toByteArray());
        disk.force(written);
        Files.move(
                written,
                directory.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        disk.forceNames(directory);
    }
}
