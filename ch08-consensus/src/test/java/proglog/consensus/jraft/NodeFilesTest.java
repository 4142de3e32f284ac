package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.OffsetRange;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;

/// What operators do with the files of a node.
final class NodeFilesTest {

    private static final ClusterNode A = new ClusterNode("a", "127.0.0.1:1", "127.0.0.1:2");
    private static final ClusterNode B = new ClusterNode("b", "127.0.0.1:3", "127.0.0.1:4");

    private final Path source;
    private final Path target;
    private final Path copy;
    private final NodeFiles node;

    NodeFilesTest(@TempDir Path root) {
        this.source = root.resolve("source");
        this.target = root.resolve("target");
        this.copy = root.resolve("copy");
        this.node = new NodeFiles(source);
    }

    /// A node of the cluster `ours` with 100 records and, up to the 80th, a snapshot.
    @BeforeEach
    void makeANode() throws IOException {
        new DirectoryNote("ours", "a").claim(source);
        Files.createDirectory(copy);
        try (RaftLog log = Logs.open(source)) {
            Logs.append(log, 3, 100);
            snapshot(log, 9);
            snapshot(log, 80);
        }
    }

    private void snapshot(RaftLog log, long index) throws IOException {
        Path folder = Files.createDirectories(source.resolve("snapshots/snapshot_" + index));
        new SnapshotFiles(log)
                .save(
                        folder,
                        index,
                        out -> out.write("state".getBytes(StandardCharsets.UTF_8)),
                        Deadline.never());
    }

    @Test
    void linksTheFilesOfTheLastSnapshot() throws IOException {
        Files.createDirectory(source.resolve("snapshots/temp"));

        List<String> names = node.linkSnapshot(copy);

        assertThat(names).contains("state");
        assertThat(names).allSatisfy(name -> assertThat(copy.resolve(name)).exists());
        assertThat(SnapshotState.read(copy.resolve("state")))
                .isEqualTo(new SnapshotState(80, 3, 80));
    }

    @Test
    void hasNothingToCopyBeforeTheFirstSnapshot() {
        assertThatThrownBy(() -> new NodeFiles(target).linkSnapshot(copy))
                .isInstanceOf(IOException.class)
                .hasMessage(target + " holds no snapshot to be copied");
    }

    @Test
    void makesASnapshotTheOnlyVoterOfAnotherCluster() throws IOException {
        NodeFiles restored = new NodeFiles(target);
        NodeFiles.Held held = restore(restored);

        assertThat(held).isEqualTo(new NodeFiles.Held(new OffsetRange(0, 80), 4));
        assertThat(restored.clusterId()).isEqualTo("theirs");
        assertThat(StableStore.open(target).getTerm()).isEqualTo(4);
        assertThat(StableStore.open(target).getVotedFor()).isEqualTo(Settings.peer(B));
        try (RaftLog log = Logs.open(target)) {
            assertThat(log.nextOffset()).isEqualTo(80);
            assertThat(log.read(80).term()).isEqualTo(3);
            assertThat(log.configurations()).extracting(RaftEntry::index).containsExactly(81L);
            assertThat(log.entry(81).payload().toUtf8()).contains(B.raftAddress());
            assertThat(log.nextIndex()).isEqualTo(83); // who votes, and who that is
        }
        assertThat(SnapshotState.read(target.resolve("snapshots/snapshot_80/state")).index())
                .isEqualTo(80);
    }

    @Test
    void isNobodysUntilItIsRestored() throws IOException {
        NodeFiles restored = new NodeFiles(target);
        restored.beginRestore();

        assertThatThrownBy(restored::clusterId)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s holds a part of what was to be restored: delete it, and begin again"
                                .formatted(target));
    }

    @Test
    void restoresOnlyIntoAnEmptyDirectory() throws IOException {
        assertThatThrownBy(node::beginRestore)
                .isInstanceOf(IOException.class)
                .hasMessage(source + " is not empty");

        Files.createDirectories(target.resolve("lost+found"));
        assertThat(new NodeFiles(target).beginRestore()).isEmptyDirectory();
    }

    // Of the oldest file, too, in which nobody reads who only opens the log.
    @Test
    void restoresNothingThatIsDamaged() throws IOException {
        NodeFiles restored = new NodeFiles(target);
        Path incoming = restored.beginRestore();
        for (String name : node.linkSnapshot(copy)) {
            byte[] bytes = Files.readAllBytes(copy.resolve(name));
            if (name.equals("00000000000000000001.store")) {
                bytes[bytes.length / 2] ^= 1;
            }
            Files.write(incoming.resolve(name), bytes);
        }

        assertThatThrownBy(() -> restored.finishRestore(ConsensusConfig.of(B, target), "theirs"))
                .isInstanceOf(CorruptLogException.class);
        assertThatThrownBy(restored::clusterId).hasMessageContaining("a part of what was to be");
    }

    @Test
    void goesOnAloneUnderAnotherId() throws IOException {
        NodeFiles.Held held = node.recover(ConsensusConfig.of(A, source), "new");

        assertThat(held).isEqualTo(new NodeFiles.Held(new OffsetRange(0, 100), 4));
        assertThat(node.clusterId()).isEqualTo("new");
        try (RaftLog log = Logs.open(source)) {
            assertThat(log.configurations()).extracting(RaftEntry::index).containsExactly(101L);
        }
    }

    @Test
    void goesOnInATermThatNobodyHasVotedIn() throws IOException {
        StableStore.open(source).setTerm(7);

        assertThat(node.recover(ConsensusConfig.of(A, source), "new").term()).isEqualTo(8);
    }

    @Test
    void goesOnOnlyAsItself() {
        assertThatThrownBy(() -> node.recover(ConsensusConfig.of(B, source), "new"))
                .isInstanceOf(IOException.class)
                .hasMessage(source + " belongs to node 'a', not to node 'b'");
        assertThatThrownBy(() -> node.recover(ConsensusConfig.of(A, source), "ours"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the cluster is called 'ours' already");
        assertThatThrownBy(() -> new DirectoryNote("ours", "b").claim(source))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        source
                                + " belongs to node 'a' of cluster 'ours', this is node 'b' of"
                                + " cluster 'ours'");
    }

    @Test
    void doesNotGoOnWithNothing() throws IOException {
        NodeFiles empty = new NodeFiles(target);
        ConsensusConfig config = ConsensusConfig.of(A, target);
        assertThatThrownBy(() -> empty.recover(config, "new"))
                .isInstanceOf(IOException.class)
                .hasMessage(target + " holds no node's data");

        new DirectoryNote("ours", "a").claim(target);
        assertThatThrownBy(() -> empty.recover(config, "new"))
                .isInstanceOf(IOException.class)
                .hasMessage(target + " holds nothing to go on with");
    }

    private NodeFiles.Held restore(NodeFiles restored) throws IOException {
        Path incoming = restored.beginRestore();
        for (String name : node.linkSnapshot(copy)) {
            Files.copy(copy.resolve(name), incoming.resolve(name));
        }
        return restored.finishRestore(ConsensusConfig.of(B, target), "theirs");
    }
}
