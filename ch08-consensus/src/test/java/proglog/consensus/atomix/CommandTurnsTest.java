package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.protocols.raft.session.RaftSession;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No command waits for one that Atomix has had.
@Tag("cluster")
final class CommandTurnsTest {

    @TempDir private Path folder;

    @Test
    void commandsAreTakenAlsoWhenAtomixHasPutItsNumberBack() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a")) {
            cluster.say("one");
            TestNode leader = cluster.leader();
            List<CompletableFuture<Integer>> results = new ArrayList<>();

            RaftNode.onThread(leader.raft(), () -> putBack(session(leader)));
            for (int i = 0; i < 10; i++) {
                results.add(leader.propose("word " + i));
            }

            for (int i = 0; i < 10; i++) {
                assertThat(results.get(i).get(5, SECONDS)).isEqualTo(i + 2);
            }
            assertThat(cluster.agreed(11)).startsWith("one", "word 0", "word 1").hasSize(11);
        }
    }

    // That of the reign, which is the last one.
    private static RaftSession session(TestNode leader) {
        return leader.raft().getSessions().getSessions().stream()
                .max(Comparator.comparing(session -> session.sessionId().id()))
                .orElseThrow();
    }

    // As the thread that applies does when it has read the number before the other one writes it.
    private static void putBack(RaftSession session) {
        try {
            Field number = RaftSession.class.getDeclaredField("requestSequence");
            number.setAccessible(true);
            number.setLong(session, session.getRequestSequence() - 1);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
