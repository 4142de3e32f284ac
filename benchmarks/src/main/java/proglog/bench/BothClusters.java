package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A cluster and, beside it, the bare engine: one rests while the other is measured. For one thread
/// only.
record BothClusters(Cluster cluster, BareEngine bare, boolean isRecorded) implements AutoCloseable {

    /// Starts both, and records the leader and a follower into the directory `recordings`, if any.
    static BothClusters start(String name, Scratch scratch, Optional<Path> recordings)
            throws IOException, InterruptedException {
        Cluster cluster = Cluster.start(scratch.next(), List.of());
        try {
            BareEngine bare = BareEngine.start(scratch.next());
            BothClusters both = new BothClusters(cluster, bare, recordings.isPresent());
            if (recordings.isPresent()) {
                both.record(name, Files.createDirectories(recordings.get()));
            }
            return both;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void record(String name, Path recordings) throws IOException, InterruptedException {
        cluster.leader().process().record(recordings.resolve(name + "-leader.jfr"));
        cluster.followers().getFirst().process().record(recordings.resolve(name + "-follower.jfr"));
    }

    /// Writes what was recorded; the nodes go on.
    void endRecording() throws IOException, InterruptedException {
        if (isRecorded) {
            cluster.leader().process().endRecording();
            cluster.followers().getFirst().process().endRecording();
        }
    }

    @Override
    public void close() {
        bare.close();
        cluster.close();
    }
}
