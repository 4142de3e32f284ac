package proglog.consensus.jraft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.PeerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import proglog.OffsetRange;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Measure;
import proglog.storage.StorageListener;

/// The files of a node, for operators: copied while it runs; put in place, or changed, while it
/// does not. Immutable.
///
/// @param directory where the node keeps everything
public record NodeFiles(Path directory) {

    private static final String STATE = "state";
    private static final String PREFIX = "snapshot_";
    private static final int ATTEMPTS = 10;

    /// What a node has been made to hold.
    ///
    /// @param offsets its records; those at the end may not have been acknowledged
    /// @param term the reign that ends with the change
    public record Held(OffsetRange offsets, long term) {}

    /// Links the files of the node's last snapshot into the empty directory `target`, and returns
    /// their names. They stay what they are when the node takes another snapshot; one of them may
    /// grow at its end, which does not matter.
    public List<String> linkSnapshot(Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return link(target);
            } catch (NoSuchFileException gone) { // another snapshot took its place meanwhile
                clear(target);
                if (attempt == ATTEMPTS) {
                    throw gone;
                }
            }
        }
    }

    private List<String> link(Path target) throws IOException {
        Path last =
                lastSnapshot()
                        .orElseThrow(() ->
                                new IOException(directory + " holds no snapshot to be copied"));
        List<String> names = new ArrayList<>();
        for (Path file : list(last)) {
            String name = String.valueOf(file.getFileName());
            Files.createLink(target.resolve(name), file);
            names.add(name);
        }
        return names;
    }

    private Optional<Path> lastSnapshot() throws IOException {
        Path snapshots = directory.resolve("snapshots");
        if (!Files.isDirectory(snapshots)) {
            return Optional.empty();
        }
        return list(snapshots).stream()
                .filter(path -> path.getFileName().toString().matches(PREFIX + "\\d+"))
                .max(Comparator.comparingLong(NodeFiles::index));
    }

    private static long index(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().substring(PREFIX.length()));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.toList();
        }
    }

    private static void clear(Path folder) throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
    }

    /// Begins to make a node of a snapshot's files: returns the folder they have to be put into,
    /// durably. Until [#finishRestore] is through, no node starts here. Refuses a directory in
    /// which there is something already.
    public Path beginRestore() throws IOException {
        Durably.create(directory);
        if (list(directory).stream().anyMatch(path -> !path.endsWith("lost+found"))) {
            throw new IOException("%s is not empty".formatted(directory));
        }
        DirectoryNote.unfinished(directory);
        Path incoming = directory.resolve("snapshots").resolve("incoming");
        Durably.create(incoming);
        return incoming;
    }

    /// Makes of those files the only voter of the cluster `clusterId`, which begins with it. Every
    /// byte of the log is read and checked.
    public Held finishRestore(ConsensusConfig config, String clusterId) throws IOException {
        Path incoming = directory.resolve("snapshots").resolve("incoming");
        SnapshotState state = SnapshotState.read(incoming.resolve(STATE));
        Path log = directory.resolve("log");
        Durably.create(log);
        for (Path file : list(incoming)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".store") || name.endsWith(".index")) {
                Files.createLink(log.resolve(name), file);
            }
        }
        Durably.syncDirectory(log);
        Durably.rename(incoming, incoming.resolveSibling(PREFIX + state.index()));
        try (RaftLog opened = open(config)) {
            opened.requireWhole(state.index(), state.term(), state.nextOffset());
            opened.truncateSuffix(state.index() + 1);
            Held held = becomeOnlyVoter(opened, config.self());
            new DirectoryNote(clusterId, config.self().name()).write(directory);
            return held;
        }
    }

    /// Makes a node that lost the majority of its cluster for good the only voter of a cluster that
    /// goes on with what it has: records that it lacks are lost. The cluster gets another id, so
    /// that nobody who is left of the former one, and knows nothing of this, is listened to.
    public Held recover(ConsensusConfig config, String clusterId) throws IOException {
        DirectoryNote note = DirectoryNote.read(directory);
        if (!note.nodeName().equals(config.self().name())) {
            throw new IOException(
                    "%s belongs to node '%s', not to node '%s'"
                            .formatted(directory, note.nodeName(), config.self().name()));
        }
        if (note.clusterId().equals(clusterId)) {
            throw new IOException(
                    "the cluster is called '%s' already: with this id, those who are left of it could undo this"
                            .formatted(clusterId));
        }
        try (RaftLog log = open(config)) {
            if (log.nextIndex() == LogEnd.START.nextIndex()) {
                throw new IOException("%s holds nothing to go on with".formatted(directory));
            }
            Held held = becomeOnlyVoter(log, config.self());
            new DirectoryNote(clusterId, config.self().name()).write(directory);
            return held;
        }
    }

    /// The id of the cluster that the node belongs to.
    public String clusterId() throws IOException {
        return DirectoryNote.read(directory).clusterId();
    }

    private RaftLog open(ConsensusConfig config) throws IOException {
        return RaftLog.open(
                directory,
                RaftLogSettings.of(config),
                _ -> Measure.NOTHING, // only commands are measured, and none is added
                InstantSource.system(),
                StorageListener.NONE);
    }

    // The vote first: who voted in the new term follows nobody of an earlier one.
    private Held becomeOnlyVoter(RaftLog log, ClusterNode self) throws IOException {
        PeerId peer = Settings.peer(self);
        StableStore votes = StableStore.open(directory);
        long last = log.term(log.nextIndex() - 1);
        long term = Math.max(votes.getTerm(), last) + 1;
        votes.setTermAndVotedFor(term, peer);
        long index = log.nextIndex();
        log.append(List.of(onlyVoter(index, term, peer), whoThatIs(index + 1, term, self)));
        return new Held(
                new OffsetRange(log.header(log.firstIndex()).firstOffset(), log.nextOffset()),
                term);
    }

    private static NewEntry onlyVoter(long index, long term, PeerId peer) {
        LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_CONFIGURATION);
        entry.setId(new LogId(index, term));
        entry.setPeers(new Configuration(List.of(peer)).listPeers());
        return EntryCoding.toStore(entry);
    }

    private static NewEntry whoThatIs(long index, long term, ClusterNode self) {
        ByteBuffer note = Roster.note(List.of(self)).asByteBuffer();
        return new NewEntry(index, term, EntryKind.DATA, note);
    }
}
