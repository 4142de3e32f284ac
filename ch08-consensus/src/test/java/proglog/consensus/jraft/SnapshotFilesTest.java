package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.consensus.CommandLog;

/// A snapshot brings its log along, and the log is checked before it is trusted.
final class SnapshotFilesTest {

    private static final int MARK_BYTES = 56; // a frame without records

    private final Path root;
    private final Path snapshot;

    SnapshotFilesTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.snapshot = Files.createDirectory(root.resolve("snapshot"));
    }

    private RaftLog leader() {
        RaftLog log = Logs.open(root.resolve("leader"));
        Logs.append(log, 3, 500);
        return log;
    }

    private List<String> save(RaftLog log, long index) throws IOException {
        return new SnapshotFiles(log)
                .save(
                        snapshot,
                        index,
                        target -> target.write("the state".getBytes(StandardCharsets.UTF_8)),
                        Deadline.after(Duration.ofSeconds(10)));
    }

    private String load(RaftLog log, List<String> names, long index) throws IOException {
        try (InputStream state = new SnapshotFiles(log).load(snapshot, names, index, 3)) {
            return new String(state.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertHolds(RaftLog log, long last) {
        assertThat(log.nextIndex()).isEqualTo(last + 1);
        assertThat(log.nextOffset()).isEqualTo(last);
        try (CommandLog.Entries entries = log.from(1)) {
            for (long index = 1; index <= last; index++) {
                assertThat(entries.next().firstOffset()).isEqualTo(index - 1);
                assertThat(log.term(index)).isEqualTo(3);
            }
        }
    }

    @Test
    void bringsAnEmptyNodeUpToDate() throws IOException {
        try (RaftLog leader = leader();
                RaftLog log = Logs.open(root.resolve("empty"))) {
            List<String> names = save(leader, 444);
            long epoch = log.epoch();

            assertThat(load(log, names, 444)).isEqualTo("the state");
            assertThat(log.nextIndex()).isEqualTo(1); // not before JRaft's queue is written
            assertThat(new SegmentedLogStorage(log).truncatePrefix(445)).isTrue();

            assertHolds(log, 444);
            assertThat(log.epoch()).isGreaterThan(epoch);
            Logs.append(log, 3, 10);
        }
        try (RaftLog log = Logs.open(root.resolve("empty"))) {
            assertHolds(log, 454);
        }
    }

    @Test
    void replacesEntriesThatContradict() throws IOException {
        try (RaftLog leader = leader();
                RaftLog log = Logs.open(root.resolve("other"))) {
            Logs.append(log, 2, 600);
            CommandLog.Entries reader = log.from(10);
            assertThat(reader.next().term()).isEqualTo(2);

            load(log, save(leader, 444), 444);
            assertThat(new SegmentedLogStorage(log).reset(445)).isTrue();

            assertHolds(log, 444);
            assertThat(reader.next().index()).isEqualTo(11); // goes on in the new log
            reader.close();
        }
    }

    @Test
    void leavesALogAsItIsThatHoldsTheLastEntry() throws IOException {
        try (RaftLog leader = leader()) {
            List<String> names = save(leader, 444);
            long epoch = leader.epoch();

            assertThat(load(leader, names, 444)).isEqualTo("the state");
            assertThat(new SegmentedLogStorage(leader).truncatePrefix(445)).isTrue();

            assertHolds(leader, 500);
            assertThat(leader.epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void doesNotReplaceALogThatHasCaughtUpMeanwhile() throws IOException {
        try (RaftLog leader = leader();
                RaftLog log = Logs.open(root.resolve("late"))) {
            Logs.append(log, 3, 440);
            load(log, save(leader, 444), 444);
            Logs.append(log, 3, 20); // were still queued

            assertThat(new SegmentedLogStorage(log).truncatePrefix(445)).isTrue();

            assertHolds(log, 460);
            assertThat(root.resolve("late/log.new")).doesNotExist();
        }
    }

    @Test
    void waitsForTheEntryToBeOnTheDisk() {
        try (RaftLog leader = leader()) {
            assertThatThrownBy(() ->
                            new SnapshotFiles(leader)
                                    .save(
                                            snapshot,
                                            501,
                                            target -> {},
                                            Deadline.after(Duration.ofMillis(1))))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void refusesASnapshotThatIsNotTheOneAnnounced() throws IOException {
        try (RaftLog leader = leader();
                RaftLog log = Logs.open(root.resolve("empty"))) {
            List<String> names = save(leader, 444);

            assertThatThrownBy(() -> load(log, names, 443))
                    .isInstanceOf(CorruptLogException.class)
                    .hasMessageContaining("expected a snapshot up to entry 443 of term 3");
        }
    }

    @Test
    void refusesASnapshotWithoutOneOfItsFiles() throws IOException {
        try (RaftLog leader = leader();
                RaftLog log = Logs.open(root.resolve("empty"))) {
            List<String> names = save(leader, 444);
            List<String> stores =
                    names.stream().filter(name -> name.endsWith(".store")).sorted().toList();
            for (String missing : stores.subList(1, stores.size())) {
                List<String> rest =
                        names.stream()
                                .filter(name -> !name.startsWith(missing.substring(0, 20)))
                                .toList();
                assertThatThrownBy(() -> load(log, rest, 444))
                        .isInstanceOf(CommitLogException.class);
                assertThat(root.resolve("empty/log.new")).doesNotExist();
            }
            assertThat(log.nextIndex()).isEqualTo(1);
        }
    }

    @Test
    void refusesASnapshotOfWhichAByteHasChanged() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> names;
        try (RaftLog leader = leader()) {
            names = save(leader, 500);
        }
        try (RaftLog log = Logs.open(root.resolve("empty"))) {
            for (int i = 0; i < 100; i++) {
                String name = names.get(random.nextInt(names.size()));
                byte[] whole = Files.readAllBytes(snapshot.resolve(name));
                byte[] changed = whole.clone();
                int at = random.nextInt(whole.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                Files.delete(snapshot.resolve(name));
                Files.write(snapshot.resolve(name), changed);

                if (name.endsWith(".index")) { // is built again
                    assertThat(load(log, names, 500)).isEqualTo("the state");
                } else {
                    String what = "seed %d, %s, byte %d".formatted(seed, name, at);
                    Throwable thrown = catchThrowable(() -> load(log, names, 500));
                    boolean isMark =
                            name.equals(lastStore(names)) && whole.length - at <= MARK_BYTES;
                    if (!isMark || thrown != null) { // a damaged mark is cut off, nothing with it
                        assertThat(thrown)
                                .as(what)
                                .isInstanceOfAny(
                                        CorruptLogException.class, LogUnavailableException.class);
                    }
                }
                Files.delete(snapshot.resolve(name));
                Files.write(snapshot.resolve(name), whole);
            }
            load(log, names, 500);
            new SegmentedLogStorage(log).truncatePrefix(501);
            assertHolds(log, 500);
        }
    }

    private static String lastStore(List<String> names) {
        return names.stream()
                .filter(name -> name.endsWith(".store"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
