package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Members in processes of their own, which can be killed and stopped.
@Tag("cluster")
final class ProcessClusterTest {

    private final Path folder;
    private final Credentials credentials;
    private final Members members;
    private final AtomixMembership a;
    private final AtomixMembership b;
    private final Heard byA;

    ProcessClusterTest(@TempDir Path folder) {
        this.folder = folder;
        credentials = Credentials.in(folder.resolve("certs"));
        members = new Members(credentials);
        a = members.start("a", config -> config.withPeriods(Periods.standard()));
        b =
                members.start(
                        "b",
                        config ->
                                config.withPeriods(Periods.standard())
                                        .withJoin(List.of(a.self().address())));
        byA = Heard.from(a);
        byA.await("joined b");
    }

    @AfterEach
    void stop() {
        members.close();
    }

    @Test
    void aProcessThatIsToldToEndLeaves() throws Exception {
        try (NodeProcess c = start()) {
            assertThat(a.members().getLast().tags()).containsKey(Member.RPC);
            c.end();
            assertThat(byA.await(3)).containsExactly("joined b", "joined c", "left c");
        }
    }

    @Test
    void aProcessThatIsKilledFails() throws Exception {
        try (NodeProcess c = start()) {
            long killed = System.nanoTime();
            c.kill();
            assertThat(byA.await(3)).containsExactly("joined b", "joined c", "failed c");
            report("killed", killed);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal that stops a process")
    void aProcessThatHangsFailsAndJoinsWhenItGoesOn() throws Exception {
        try (NodeProcess c = start()) {
            long stopped = System.nanoTime();
            c.signal("STOP");
            byA.await("failed c");
            report("hung", stopped);

            c.signal("CONT");

            assertThat(byA.await(4).get(3)).isEqualTo("joined c");
            Members.awaitNames(List.of(a, b), "a", "b", "c");
        }
    }

    private NodeProcess start() throws IOException {
        NodeProcess c = NodeProcess.start(folder, credentials.folder(), "c", a.self().address());
        byA.await("joined c");
        Members.awaitNames(List.of(a, b), "a", "b", "c");
        return c;
    }

    private static void report(String what, long sinceNanos) {
        System.out.printf(
                "%s: noticed after %d ms%n",
                what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos));
    }
}
