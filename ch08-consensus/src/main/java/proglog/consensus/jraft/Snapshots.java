package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.consensus.StateMachine;

/// Keeps the state and takes it up again, the roster's before the machine's; decides when. One
/// thread calls it, except [#index].
final class Snapshots<R> {

    private static final Logger logger = LoggerFactory.getLogger(Snapshots.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SnapshotFiles files;
    private final StateMachine<R> machine;
    private final Roster roster;
    private final long everyBytes;
    private final LongSupplier appliedIndex;
    private final Runnable isDue;
    private long grown; // since the last one
    private volatile long index; // written by the one thread

    Snapshots(
            SnapshotFiles files,
            StateMachine<R> machine,
            Roster roster,
            long everyBytes,
            LongSupplier appliedIndex,
            Runnable isDue) {
        this.files = files;
        this.machine = machine;
        this.roster = roster;
        this.everyBytes = everyBytes;
        this.appliedIndex = appliedIndex;
        this.isDue = isDue;
    }

    /// Up to where the last one reaches, or 0.
    long index() {
        return index;
    }

    /// So many bytes more have been applied.
    void grown(long bytes) {
        grown += bytes;
        if (grown >= everyBytes) {
            grown = 0;
            isDue.run();
        }
    }

    void save(SnapshotWriter writer, Closure done) {
        try {
            long upTo = appliedIndex.getAsLong();
            for (String name :
                    files.save(
                            Path.of(writer.getPath()),
                            upTo,
                            this::write,
                            Deadline.after(PATIENCE))) {
                if (!writer.addFile(name)) {
                    throw new IOException("JRaft did not take the file " + name);
                }
            }
            index = upTo;
            grown = 0;
            done.run(Status.OK());
        } catch (IOException | CommitLogException failure) {
            logger.warn("no snapshot now: {}", failure.getMessage());
            done.run(new Status(RaftError.EIO, "%s", String.valueOf(failure.getMessage())));
        }
    }

    private void write(OutputStream target) throws IOException {
        Bytes nodes = roster.snapshot();
        DataOutputStream data = new DataOutputStream(target);
        data.writeInt(nodes.length());
        data.write(nodes.toByteArray());
        data.flush();
        machine.snapshot(target);
    }

    boolean load(SnapshotReader reader) {
        SnapshotMeta meta = reader.load();
        try (InputStream state =
                files.load(
                        Path.of(reader.getPath()),
                        reader.listFiles(),
                        meta.getLastIncludedIndex(),
                        meta.getLastIncludedTerm())) {
            DataInputStream data = new DataInputStream(state);
            roster.restore(Bytes.wrap(data.readNBytes(data.readInt())));
            machine.restore(state);
            index = meta.getLastIncludedIndex();
            grown = 0;
            return true;
        } catch (IOException | CommitLogException failure) {
            logger.error(
                    "the snapshot up to entry {} cannot be loaded",
                    meta.getLastIncludedIndex(),
                    failure);
            return false;
        }
    }
}
