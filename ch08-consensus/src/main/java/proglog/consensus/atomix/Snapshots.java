package proglog.consensus.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.service.RaftServiceContext;
import io.atomix.protocols.raft.storage.snapshot.Snapshot;
import io.atomix.protocols.raft.storage.snapshot.SnapshotWriter;
import io.atomix.utils.serializer.Serializer;
import io.atomix.utils.time.WallClockTimestamp;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Takes snapshots in Atomix's form and drops the log before them. For many threads.
///
/// They are marked one below the last index that is in them: so that entry is applied once more
/// after a restart (and seen to be there already), and a snapshot is never installed on the node
/// that took it, which Atomix does when the next entry is the one after the mark.
final class Snapshots {

    private final RaftContext raft;
    private final Applier<?> applier;
    private final AppliedIndex applied;
    private volatile long index; // of the last one; by the thread that applies

    Snapshots(RaftContext raft, Applier<?> applier, AppliedIndex applied) {
        this.raft = raft;
        this.applier = applier;
        this.applied = applied;
    }

    /// The index the last one reaches to, or 0.
    long index() {
        Snapshot current = raft.getSnapshotStore().getCurrentSnapshot();
        return Math.max(index, current == null ? 0 : current.index() + 1);
    }

    /// Takes one.
    CompletableFuture<Void> take() {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        raft.getServiceManager()
                .executor()
                .execute(() -> {
                    try {
                        takeNow();
                        taken.complete(null);
                    } catch (IOException | RuntimeException e) {
                        taken.completeExceptionally(e);
                    }
                });
        return taken;
    }

    private void takeNow() throws IOException {
        long last = applied.get();
        if (last <= Math.max(1, index())) {
            return; // nothing new
        }
        applier.prepare();
        try {
            Snapshot snapshot =
                    raft.getSnapshotStore()
                            .newTemporarySnapshot(last - 1, new WallClockTimestamp());
            try (SnapshotWriter writer = snapshot.openWriter()) {
                for (RaftServiceContext service : raft.getServices()) {
                    write(service, writer);
                }
            }
            snapshot.persist().complete();
        } finally {
            applier.finish();
        }
        index = last;
        raft.getThreadContext().execute(() -> raft.getLog().compact(last - 1));
    }

    // As RaftServiceManager does it, which is not for others to call.
    private static void write(RaftServiceContext service, SnapshotWriter writer) {
        writer.buffer().mark();
        SnapshotWriter part =
                new SnapshotWriter(writer.buffer().writeInt(0).slice(), writer.snapshot());
        part.writeLong(service.serviceId().id());
        part.writeString(service.serviceType().name());
        part.writeString(service.serviceName());
        byte[] config =
                Serializer.using(service.serviceType().namespace()).encode(service.serviceConfig());
        part.writeInt(config.length).writeBytes(config);
        service.takeSnapshot(part);
        int length = part.buffer().position();
        writer.buffer().reset().writeInt(length).skip(length);
    }
}
