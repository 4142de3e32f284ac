package proglog.consensus.atomix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Disks of several machines on one power supply: after [#cut], segments of journals are as they
/// were when last forced, and those whose names were never forced are gone. The other files, which
/// Atomix forces whenever it writes them, are as they are. For many threads.
final class PowerCut {

    private final Map<Path, byte[]> forced = new HashMap<>();
    private final Set<Path> named = new HashSet<>();
    private final Map<Path, byte[]> left = new HashMap<>();

    /// A disk that remembers what reached it.
    Disk disk() {
        return new Disk() {
            @Override
            public void force(Path file) throws IOException {
                byte[] before =
                        Files.readAllBytes(file); // what is written meanwhile does not count
                Disk.local().force(file);
                keep(file, before);
            }

            @Override
            public void forceNames(Path directory) throws IOException {
                List<Path> before = files(directory);
                Disk.local().forceNames(directory);
                keep(before);
            }
        };
    }

    private synchronized void keep(Path file, byte[] bytes) {
        forced.put(file, bytes);
    }

    private synchronized void keep(List<Path> names) {
        named.addAll(names);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// Notes what is left in `directories` if the power fails now.
    synchronized void cut(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            for (Path file : files(directory)) {
                if (!String.valueOf(file.getFileName()).endsWith(".log")) {
                    left.put(file, Files.readAllBytes(file));
                } else if (named.contains(file) && forced.containsKey(file)) {
                    left.put(file, forced.get(file));
                }
            }
        }
    }

    /// Makes that of `directories`; nothing runs in them.
    synchronized void restore(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            for (Path file : files(directory)) {
                Files.delete(file);
            }
        }
        left.forEach((file, bytes) -> {
            try {
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
