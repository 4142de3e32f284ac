package proglog.consensus.atomix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files Atomix keeps in its directory, seen from outside: what it does not force to the disk
/// by itself is forced here. For one thread.
///
/// Segments are called `raft-N.log` and begin with a header, big-endian: version (4), N (8), first
/// index (8). Only the last one is written to, except that taking back entries removes the last
/// ones and cuts the one before.
final class JournalFiles {

    /// What the names of Atomix's files begin with.
    static final String PREFIX = "raft";

    private static final int HEADER_BYTES = 64;
    private static final String SEGMENT = PREFIX + "-([0-9]{1,18})\\.log";

    private static final Logger logger = LoggerFactory.getLogger(JournalFiles.class);

    private final Path directory;
    private final Disk disk;
    private long settled; // the last segment when last forced; those before it do not change
    private Set<String> names = Set.of(); // of the directory, as last forced

    JournalFiles(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /// Makes the directory, removes a last segment that a power cut left without a header (so
    /// nothing in it was ever acknowledged, and Atomix would not start), and forces the rest.
    void open() throws IOException {
        Files.createDirectories(directory);
        NavigableMap<Long, Path> segments = segments();
        if (!segments.isEmpty()
                && !hasHeader(segments.lastKey(), segments.lastEntry().getValue())) {
            Files.delete(segments.lastEntry().getValue());
        }
        force();
    }

    private static boolean hasHeader(long number, Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel channel = FileChannel.open(segment)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // until the header is whole or the file ends
            }
        }
        return !header.hasRemaining() && header.getInt(0) == 1 && header.getLong(4) == number;
    }

    /// Returns when everything that was in the files before this call is on the disk.
    void force() throws IOException {
        NavigableMap<Long, Path> segments = segments();
        if (segments.isEmpty()) {
            return;
        }
        // Taking back entries removes segments and changes the one that is then the last.
        long from = Math.min(settled, segments.lastKey());
        for (Path segment : segments.tailMap(from, true).values()) {
            try {
                disk.force(segment);
            } catch (NoSuchFileException e) {
                logger.debug("{} was taken back meanwhile", segment, e);
            }
        }
        settled = segments.lastKey();
        Set<String> now = names();
        if (!now.equals(names)) {
            disk.forceNames(directory);
            names = now;
        }
    }

    private NavigableMap<Long, Path> segments() throws IOException {
        NavigableMap<Long, Path> segments = new TreeMap<>();
        for (String name : names()) {
            if (name.matches(SEGMENT)) {
                long number = Long.parseLong(name.replaceAll(SEGMENT, "$1"));
                segments.put(number, directory.resolve(name));
            }
        }
        return segments;
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            return all.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
