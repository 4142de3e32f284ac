package proglog.examples.graft;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.Background.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.FreePorts;
import proglog.LogRecord;
import proglog.security.CertsCommand;

/// Real nodes in one JVM: Raft over mutual TLS, and files.
@Tag("cluster")
final class GraftClusterTest {

    @TempDir private Path folder;
    private final Map<String, GraftConfig> configs = new HashMap<>();
    private final Map<String, Graft> grafts = new HashMap<>();

    @BeforeEach
    void choosePlaces() throws IOException {
        Path certificates = folder.resolve("certs");
        assertThat(CertsCommand.commandLine().execute("--dir", certificates.toString())).isZero();
        List<Integer> ports = new ArrayList<>(FreePorts.row(3));
        for (String name : List.of("a", "b", "c")) {
            configs.put(
                    name,
                    new GraftConfig(
                            "127.0.0.1", ports.removeLast(), folder.resolve(name), certificates));
        }
    }

    @AfterEach
    void closeAll() {
        grafts.values().forEach(Graft::close);
    }

    @Test
    void hasTheSameEntriesOnEveryNodeWhicheverTheyCameBy() throws IOException {
        startAll();
        List<Long> pushed = new ArrayList<>();
        graft("c")
                .onNewCommittedEntry(record -> {
                    synchronized (pushed) {
                        pushed.add(record.offset());
                    }
                });

        append("a", "one");
        append("b", "two");
        append("c", "three");

        for (Graft graft : grafts.values()) {
            until(() -> graft.committedEntries(0).size() == 3);
            assertThat(graft.committedEntries(0))
                    .extracting(record -> record.value().toUtf8())
                    .containsExactly("one", "two", "three");
        }
        until(() -> {
            synchronized (pushed) {
                return pushed.size() == 3;
            }
        });
        assertThat(pushed).containsExactly(0L, 1L, 2L);
    }

    @Test
    void goesOnWithoutItsLeaderAndTakesItBack() throws IOException {
        startAll();
        append("a", "one");
        String leader = leader();

        graft(leader).close();
        grafts.remove(leader);
        append(grafts.keySet().iterator().next(), "two");
        Graft back = start(leader);
        append(leader, "three");

        until(() -> back.committedEntries(0).size() == 3);
        assertThat(back.committedEntries(0))
                .extracting(LogRecord::offset)
                .containsExactlyElementsOf(LongStream.range(0, 3).boxed().toList());
    }

    @Test
    void keepsItsEntriesOverARestartOfAll() throws IOException {
        startAll();
        append("a", "one");
        grafts.values().forEach(Graft::close);
        grafts.clear();

        startAll();

        append("b", "two");
        until(() -> graft("c").committedEntries(0).size() == 2);
    }

    private void startAll() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            start(name);
        }
        for (Graft graft : grafts.values()) {
            until(() -> graft.leadership().leader().isPresent());
        }
    }

    private Graft start(String name) throws IOException {
        Graft graft = Graft.create(name);
        configs.forEach((peer, config) -> {
            if (!peer.equals(name)) {
                graft.addPeers(List.of(new Peer(peer, config.address())));
            }
        });
        graft.start(Objects.requireNonNull(configs.get(name)));
        grafts.put(name, graft);
        return graft;
    }

    private Graft graft(String name) {
        return Objects.requireNonNull(grafts.get(name));
    }

    private String leader() {
        until(() -> grafts.values().stream().anyMatch(graft -> graft.leadership().isSelf()));
        return grafts.values().stream()
                .filter(graft -> graft.leadership().isSelf())
                .map(Graft::name)
                .findFirst()
                .orElseThrow();
    }

    private void append(String name, String entry) {
        assertThat(graft(name).appendEntries(List.of(Bytes.utf8(entry))).size()).isEqualTo(1);
    }
}
