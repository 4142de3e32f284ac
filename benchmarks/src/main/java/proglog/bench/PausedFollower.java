package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A follower that stood still and catches up with what the others have appended meanwhile. For one
/// thread only.
record PausedFollower(Optional<Path> recordings) implements Measurement {

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(scratch.next(), List.of())) {
            return new CatchUp(cluster, Absence.PAUSED, scale, recordings)
                    .run(scale.openBytes() / LongLog.BEHIND_SHARE);
        }
    }
}
