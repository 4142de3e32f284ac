package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Says in a node's directory whose it is, so that no other node ever goes on with what this one
/// has promised. Immutable.
record DirectoryNote(String clusterId, String nodeName) {

    private static final String NAME = "node";
    private static final String UNFINISHED = "unfinished";

    /// Notes in `directory` whose it is, or refuses one that belongs to somebody else.
    void claim(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(NAME))) {
            write(directory);
        }
        DirectoryNote found = read(directory);
        if (!found.equals(this)) {
            throw new IOException(
                    "%s belongs to node '%s' of cluster '%s', this is node '%s' of cluster '%s'"
                            .formatted(
                                    directory,
                                    found.nodeName,
                                    found.clusterId,
                                    nodeName,
                                    clusterId));
        }
    }

    /// Whose `directory` is; refuses one that is nobody's.
    static DirectoryNote read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException("%s holds no node's data".formatted(directory));
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.equals(List.of(UNFINISHED))) {
            throw new IOException(
                    "%s holds a part of what was to be restored: delete it, and begin again"
                            .formatted(directory));
        }
        return lines.size() == 2
                ? new DirectoryNote(lines.getFirst(), lines.getLast())
                : new DirectoryNote("?", "?");
    }

    /// Notes in `directory` whose it is, whatever is noted there.
    void write(Path directory) throws IOException {
        write(directory, "%s%n%s%n".formatted(clusterId, nodeName));
    }

    /// Notes in `directory` that it is nobody's yet.
    static void unfinished(Path directory) throws IOException {
        write(directory, UNFINISHED + System.lineSeparator());
    }

    private static void write(Path directory, String text) throws IOException {
        Durably.create(directory);
        Path aside = directory.resolve(NAME + ".tmp");
        Files.writeString(aside, text);
        Durably.sync(aside);
        Durably.rename(aside, directory.resolve(NAME));
    }
}
