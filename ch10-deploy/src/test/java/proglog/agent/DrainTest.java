package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.LogCursor;
import proglog.LogUnavailableException;

/// A node of three that is told to stop.
final class DrainTest {

    @Test
    @Tag("task-10.3")
    @Tag("seconds")
    void theOneThatLeadsHandsOverSoThatNobodyHasToWaitForAnElection(@TempDir Path folder)
            throws IOException {
        try (TestAgents agents = TestAgents.in(folder)) {
            // Nobody would be elected within the time that this test waits.
            for (String name : new String[] {"a", "b", "c"}) {
                agents.settings(name).put(Setting.ELECTION_TIMEOUT, "60s");
            }
            agents.startThree();
            Agent first = agents.leader();
            agents.withClient(first, log -> log.append(Bytes.utf8("early")));
            agents.awaitAll(1);

            agents.forget(first);
            first.close();

            assertThat(agents.leader()).isNotSameAs(first);
            long offset = agents.withClient(agents.leader(), log -> log.append(Bytes.utf8("x")));
            assertThat(offset).isEqualTo(1);
        }
    }

    @Test
    @Tag("task-10.3")
    void aStreamEndsAndSaysWhy(@TempDir Path folder) throws IOException {
        try (TestAgents agents = TestAgents.in(folder)) {
            Agent agent = agents.start("a");
            agents.withClient(agent, log -> log.append(Bytes.utf8("one")));

            Throwable ended = agents.withClient(agent, log -> following(log, agent));

            assertThat(ended).isInstanceOf(LogUnavailableException.class);
        }
    }

    private static Throwable following(CommitLog log, Agent agent) {
        try (LogCursor cursor = log.follow(0)) {
            cursor.next();
            try (Background<Object> waiting = Background.start(cursor::next);
                    Background<Boolean> closing =
                            Background.start(() -> {
                                agent.close();
                                return true;
                            })) {
                assertThat(closing.result(Duration.ofSeconds(20))).isTrue();
                return waiting.failure();
            }
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }
}
