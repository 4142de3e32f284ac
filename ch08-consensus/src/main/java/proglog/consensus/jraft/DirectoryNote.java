package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Says in a node's directory whose it is, so that no other node ever goes on with what this one
/// has promised. Immutable.
record DirectoryNote(String clusterId, String nodeName) {

    private static final String NAME = "node";

    /// Notes in `directory` whose it is, or refuses one that belongs to somebody else.
    void claim(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            Durably.create(directory);
            Path aside = directory.resolve(NAME + ".tmp");
            Files.writeString(aside, "%s%n%s%n".formatted(clusterId, nodeName));
            Durably.sync(aside);
            Durably.rename(aside, file);
        }
        List<String> lines = Files.readAllLines(file);
        DirectoryNote found =
                lines.size() == 2
                        ? new DirectoryNote(lines.getFirst(), lines.getLast())
                        : new DirectoryNote("?", "?");
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
}
