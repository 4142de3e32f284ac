package proglog.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import proglog.LogUnavailableException;

/// Links the files of a log into another directory. For one thread only.
final class SegmentLinks {

    private final Segments segments;
    private final Syncs syncs;
    private final Path target;
    private final List<String> names = new ArrayList<>();

    SegmentLinks(Segments segments, Syncs syncs, Path target) {
        this.segments = segments;
        this.syncs = syncs;
        this.target = target;
    }

    /// Links what holds the records below `offset`, while nobody changes the log; the log itself is
    /// as good afterwards when it fails.
    void make(long offset) {
        try {
            syncs.sync(segments.active());
            linkAll(
                    segments.all().stream()
                            .filter(segment -> segment.base() < offset && !segment.isEmpty())
                            .toList());
        } catch (IOException e) {
            throw new LogUnavailableException(
                    "the log could not be linked into %s: %s".formatted(target, e), e);
        }
    }

    private void linkAll(List<Segment> linked) throws IOException {
        for (Segment segment : linked) {
            link(segment.store().path());
            // A sealed index says that another segment follows; without one it is built again.
            if (segment != linked.getLast() && Files.exists(segment.files().index())) {
                link(segment.files().index());
            }
        }
    }

    private void link(Path file) throws IOException {
        Path name = file.getFileName();
        Files.createLink(target.resolve(name), file);
        names.add(name.toString());
    }

    /// The names of the files that were linked.
    List<String> names() {
        return List.copyOf(names);
    }
}
