package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// Closing one end of a log, while others use it.
final class CloseRemoteLogTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final LogServer server = loopback.serve(log);
    private final RemoteLog remote = new RemoteLog(loopback.channel(server));

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void endsAnAppendThatWaitsForItsAnswer() throws InterruptedException {
        log.hold();
        try (var producer = Background.start(() -> remote.append(Bytes.utf8("a")))) {
            Background.until(() -> log.appends().size() == 1);

            remote.close();

            assertThat(producer.failure())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("the log is closed");
        }
    }

    @Test
    void failsACursorThatIsUsedAfterwards() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        try (LogCursor cursor = remote.follow(0)) {
            cursor.next();

            remote.close();

            assertThatThrownBy(cursor::next).isInstanceOf(LogUnavailableException.class);
            assertThat(cursor.isReady()).isTrue();
        }
        Background.until(() -> log.cursors() == 0);
    }

    @Test
    void aClosedCursorFailsToo() {
        LogCursor cursor = remote.follow(0);

        cursor.close();
        cursor.close();

        assertThatThrownBy(cursor::next).isInstanceOf(LogUnavailableException.class);
        Background.until(() -> log.cursors() == 0);
    }

    @Test
    void isOneOfTheFourFailuresWheneverItComes() throws Exception {
        var channel = loopback.channel(server);
        for (int round = 0; round < 300; round++) {
            RemoteLog closing = new RemoteLog(channel);
            CyclicBarrier start = new CyclicBarrier(3);
            List<Background<Boolean>> users = new ArrayList<>();
            users.add(Background.start(() -> fails(start, () -> closing.append(Bytes.EMPTY))));
            users.add(Background.start(() -> fails(start, () -> closing.follow(0).close())));

            start.await();
            closing.close();

            for (Background<Boolean> user : users) {
                user.result();
            }
        }
    }

    /// Whether `use` failed in one of the four ways; any other failure goes on.
    private static boolean fails(CyclicBarrier start, Runnable use) throws Exception {
        start.await();
        try {
            for (int i = 0; i < 3; i++) {
                use.run();
            }
            return false;
        } catch (CommitLogException _) {
            return true;
        }
    }
}
