package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.conf.ConfigurationEntry;
import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What JRaft relies on in a log.
final class SegmentedLogStorageTest {

    private final Path directory;
    private RaftLog log;
    private SegmentedLogStorage storage;
    private ConfigurationManager configurations = new ConfigurationManager();

    SegmentedLogStorageTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void open() {
        log = Logs.open(directory);
        storage = new SegmentedLogStorage(log);
        configurations = new ConfigurationManager();
        LogStorageOptions options = new LogStorageOptions();
        options.setConfigurationManager(configurations);
        assertThat(storage.init(options)).isTrue();
    }

    @AfterEach
    void close() {
        storage.shutdown();
        log.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static LogEntry data(long index, long term) {
        LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        entry.setId(new LogId(index, term));
        entry.setData(ByteBuffer.wrap(Logs.command(1, (int) index, 30)));
        return entry;
    }

    private static List<LogEntry> data(long first, int count, long term) {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(data(first + i, term));
        }
        return entries;
    }

    private static LogEntry voters(long index, String... names) {
        LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_CONFIGURATION);
        entry.setId(new LogId(index, 1));
        entry.setPeers(peers(names));
        return entry;
    }

    private static List<PeerId> peers(String... names) {
        return List.of(names).stream().map(PeerId::parsePeer).toList();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(storage.getFirstLogIndex()).isEqualTo(1);
        assertThat(storage.getLastLogIndex()).isZero();
        assertThat(storage.getEntry(1)).isNull();
        assertThat(storage.getEntry(0)).isNull();
    }

    @Test
    void givesBackWhatItWasGiven() {
        LogEntry noOp = new LogEntry(EntryType.ENTRY_TYPE_NO_OP);
        noOp.setId(new LogId(1, 1));
        LogEntry voters = voters(2, "10.0.0.1:8402", "10.0.0.2:8402:1");
        LogEntry changing = voters(3, "10.0.0.1:8402");
        changing.setLearners(peers("10.0.0.3:8402"));
        changing.setOldPeers(peers("10.0.0.1:8402", "10.0.0.2:8402"));
        LogEntry empty = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        empty.setId(new LogId(4, 2));
        List<LogEntry> entries = List.of(noOp, voters, changing, empty, data(5, 2));

        assertThat(storage.appendEntries(entries)).isEqualTo(5);
        for (int i = 0; i < 2; i++) {
            for (LogEntry entry : entries) {
                assertThat(storage.getEntry(entry.getId().getIndex())).isEqualTo(entry);
            }
            reopen();
        }
    }

    @Test
    void doesNotMoveTheDataItIsGiven() {
        LogEntry entry = data(1, 1);
        storage.appendEntry(entry);

        assertThat(entry.getData().remaining()).isEqualTo(30);
    }

    @Test
    void doesNotStoreEntriesThatLeaveAGap() {
        assertThat(storage.appendEntries(data(1, 10, 1))).isEqualTo(10);

        assertThat(storage.appendEntries(data(12, 3, 1))).isZero();
        assertThat(storage.appendEntry(data(10, 2))).isFalse();
        assertThat(storage.getLastLogIndex()).isEqualTo(10);
    }

    @Test
    void saysHowManyEntriesAreStoredWhenTheLogFails() {
        storage.appendEntries(data(1, 10, 1));
        log.close();

        assertThat(storage.appendEntries(data(11, 5, 1))).isZero();
        assertThat(storage.truncateSuffix(5)).isFalse();
        assertThat(storage.getEntry(2000)).isNull();
    }

    @Test
    void onlyReleasesTheFront() {
        storage.appendEntries(data(1, 100, 1));

        assertThat(storage.truncatePrefix(50)).isTrue();

        assertThat(storage.getLastLogIndex()).isEqualTo(100);
        assertThat(storage.getFirstLogIndex()).isLessThanOrEqualTo(50);
        assertThat(storage.getEntry(50)).isEqualTo(data(50, 1));
        assertThat(storage.truncatePrefix(101)).isTrue();
        assertThat(storage.appendEntry(data(101, 1))).isTrue();
    }

    @Test
    void takesTheEndBack() {
        storage.appendEntries(data(1, 100, 1));

        assertThat(storage.truncateSuffix(100)).isTrue();
        assertThat(storage.getLastLogIndex()).isEqualTo(100);
        assertThat(storage.truncateSuffix(60)).isTrue();

        assertThat(storage.getLastLogIndex()).isEqualTo(60);
        assertThat(storage.getEntry(61)).isNull();
        assertThat(storage.appendEntries(data(61, 2, 2))).isEqualTo(2);
        assertThat(storage.getEntry(61)).isEqualTo(data(61, 2));
    }

    @Test
    void doesNotSkipEntriesOfWhichItKnowsNothing() {
        storage.appendEntries(data(1, 10, 1));

        assertThat(storage.reset(50)).isFalse();
        assertThat(storage.truncatePrefix(50)).isFalse();
        assertThat(storage.getLastLogIndex()).isEqualTo(10);
        assertThat(storage.reset(1)).isTrue();
        assertThat(storage.getLastLogIndex()).isZero();
    }

    @Test
    void remembersWhoVotes() {
        storage.appendEntries(data(1, 50, 1));
        storage.appendEntry(voters(51, "a:1"));
        storage.appendEntries(data(52, 50, 1));
        LogEntry changing = voters(102, "a:1", "b:1");
        changing.setOldPeers(peers("a:1"));
        storage.appendEntry(changing);
        storage.appendEntry(voters(103, "a:1", "b:1"));
        reopen();

        assertThat(configurations.get(101).getConf().getPeers())
                .containsExactlyElementsOf(peers("a:1"));
        ConfigurationEntry joint = configurations.get(102);
        assertThat(joint.getOldConf().getPeers()).containsExactlyElementsOf(peers("a:1"));
        assertThat(joint.getConf().size()).isEqualTo(2);
        assertThat(configurations.getLastConfiguration().getId()).isEqualTo(new LogId(103, 1));
        assertThat(configurations.getLastConfiguration().getOldConf().isEmpty()).isTrue();
    }
}
