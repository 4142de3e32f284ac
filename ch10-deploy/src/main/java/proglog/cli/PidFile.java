package proglog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Remembers a process in a file, in such a way that another process is never taken for it.
///
/// After a crash the file is still there, and its number may be that of a stranger: so it also says
/// when the process began. Immutable.
record PidFile(Path path) {

    // The system counts from its own start, whose time it knows to about a second.
    private static final Duration BLUR = Duration.ofSeconds(3);

    void write(ProcessHandle process) throws IOException {
        long began = began(process).map(Instant::toEpochMilli).orElse(0L);
        WholeFile.write(path, "%d %d%n".formatted(process.pid(), began));
    }

    /// The process that was remembered, if it still runs.
    Optional<ProcessHandle> find() throws IOException {
        String[] words;
        try {
            words = Files.readString(path).strip().split(" ");
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        if (words.length != 2 || !words[0].matches("\\d{1,18}") || !words[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Instant began = Instant.ofEpochMilli(Long.parseLong(words[1]));
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isSame(process, began));
    }

    private static boolean isSame(ProcessHandle process, Instant began) {
        return began(process)
                .map(found -> Duration.between(found, began).abs().compareTo(BLUR) < 0)
                .orElse(began.equals(Instant.EPOCH)); // a system that tells nobody
    }

    private static Optional<Instant> began(ProcessHandle process) {
        return process.info().startInstant();
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
