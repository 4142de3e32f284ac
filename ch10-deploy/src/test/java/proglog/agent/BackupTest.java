package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.ProducerSequence;
import proglog.consensus.jraft.NodeFiles;

/// What a running cluster holds goes into a file, and a node is made of it.
final class BackupTest {

    private static final int RECORDS = 200;
    private static final ProducerSequence SENT = new ProducerSequence(7, 12);

    @TempDir private Path folder;
    private TestAgents agents;
    private TestAgents others;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        agents = TestAgents.in(Files.createDirectory(folder.resolve("one")));
        others = TestAgents.in(Files.createDirectory(folder.resolve("other")));
        file = folder.resolve("x.backup");
    }

    @AfterEach
    void stop() {
        others.close();
        agents.close();
    }

    @Test
    @Tag("seconds")
    void aNewClusterHasEverythingThatTheOldOneHad() throws IOException {
        agents.startThree();
        append(agents.leader(), RECORDS);
        agents.withClient(agents.leader(), log -> appendNamed(log));
        Agent follower =
                Stream.of("a", "b", "c")
                        .map(agents::agent)
                        .filter(one -> !TestAgents.leads(one))
                        .findFirst()
                        .orElseThrow();

        assertThat(backUp(follower, "root")).startsWith("wrote " + file);
        List<LogRecord> before = records(follower, RECORDS + 1);
        new Restore(others.config("a")).from(file);
        others.startThree();
        others.awaitAll(RECORDS + 1);

        assertThat(records(others.agent("c"), RECORDS + 1)).isEqualTo(before);
        // It remembers who sent what, too: sent again, it is not stored again.
        OffsetRange again = others.withClient(others.leader(), log -> appendNamed(log));
        assertThat(again).isEqualTo(new OffsetRange(RECORDS, RECORDS + 1));
    }

    @Test
    void goesOnWhileOthersAppend() throws Exception {
        Agent agent = agents.start("a");
        append(agent, 1);
        try (Background<Integer> appending =
                Background.start(() -> {
                    append(agent, RECORDS);
                    return 0;
                })) {
            long acknowledged = agent.log().offsets().next();
            backUp(agent, "root");
            assertThat(appending.result()).isZero();

            new Restore(others.config("a")).from(file);
            Agent restored = others.start("a");
            Background.until(() -> restored.log().offsets().next() >= acknowledged);
            int count = (int) restored.log().offsets().next();
            assertThat(records(restored, count)).isEqualTo(records(agent, count));
        }
    }

    @Test
    void leavesNothingBehindInTheNode() throws IOException {
        Agent agent = agents.start("a");
        append(agent, 1);
        Path data = agents.config("a").data();

        backUp(agent, "root");
        assertThat(data).isDirectoryNotContaining("glob:**/backup-*");

        Path left = Files.createDirectory(data.resolve("backup-left")); // by a process that died
        Files.writeString(left.resolve("state"), "");
        var _ = BackupService.open(agent.log().consensus(), data);
        assertThat(left).doesNotExist();
    }

    @Test
    void isNotForWhoMayNotConsume() throws IOException {
        Agent agent = agents.start("a");

        assertThatThrownBy(() -> backUp(agent, "nobody"))
                .hasMessage("no backup: nobody is not permitted to consume from *");
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("x.backup.part")).doesNotExist();
    }

    @Test
    void isNotRestoredOverSomethingThatIsThere() throws IOException {
        agents.start("a");
        backUp(agents.agent("a"), "root");
        agents.stop("a");

        assertThatThrownBy(() -> new Restore(agents.config("a")).from(file))
                .isInstanceOf(IOException.class)
                .hasMessage("%s is not empty", agents.settings("a").get(Setting.DATA_DIR));
    }

    @Test
    void aRestoreThatWasBrokenOffIsNoNode() throws IOException {
        agents.start("a");
        Path data = others.config("a").data();
        new NodeFiles(data).beginRestore();

        assertThatThrownBy(() -> others.start("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s holds a part of what was to be restored: delete it, and begin again",
                        data);
    }

    private String backUp(Agent agent, String name) throws IOException {
        ManagedChannel channel =
                Grpc.newChannelBuilder(
                                "127.0.0.1:" + agent.rpcAddress().getPort(),
                                agents.credentials(name))
                        .build();
        try {
            return Backup.write(channel, file);
        } finally {
            channel.shutdownNow();
        }
    }

    private void append(Agent agent, int records) {
        for (int i = 0; i < records; i++) {
            agents.append(agent, "record " + i);
        }
    }

    private static OffsetRange appendNamed(CommitLog log) {
        return log.append(new Batch(List.of(Bytes.utf8("named")), SENT), Deadline.never());
    }

    private static List<LogRecord> records(Agent agent, int count) {
        return LongStream.range(0, count).mapToObj(agent.log()::read).toList();
    }
}
