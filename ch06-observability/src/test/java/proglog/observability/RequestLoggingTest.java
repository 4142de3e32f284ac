package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.grpc.LogServer;
import proglog.grpc.RemoteLog;

/// The one line of each call.
@Tag("task-6.4")
final class RequestLoggingTest {

    private static final String SECTION = "see README.md, Task 6.4";

    private final Observed observed = Observed.everything();
    private final Logged logged = Logged.by(RequestLogging.class);
    private final CommitLog log = new InMemoryLog();

    @AfterEach
    void stop() {
        observed.close();
        logged.close();
    }

    private CommitLog remote(Duration slow) {
        return new RemoteLog(observed.channel(observed.serve(log, new RequestLogging(slow))));
    }

    @Test
    void saysMethodStatusDurationMessagesAndPeer() {
        try (CommitLog remote = remote(Duration.ofHours(1))) {
            remote.append(Bytes.utf8("a"));
        }

        assertThat(onlyLine())
                .as(SECTION)
                .matches(
                        "INFO log\\.v1\\.Log/Produce OK in \\d+\\.\\d ms, 1 in, 1 out,"
                                + " from /127\\.0\\.0\\.1:\\d+ as -");
    }

    @Test
    void saysWhyACallFailed() {
        try (CommitLog remote = remote(Duration.ofHours(1))) {
            assertThatThrownBy(() -> remote.read(7)).isNotNull();
        }

        assertThat(onlyLine())
                .as(SECTION)
                .startsWith("INFO log.v1.Log/Consume OUT_OF_RANGE (offset 7 is outside [0, 0)) in")
                .contains("1 in, 0 out");
    }

    @Test
    void warnsOfWhatTheServerFailed() {
        try (CommitLog remote = remote(Duration.ofHours(1))) {
            log.close();
            assertThatThrownBy(() -> remote.append(Bytes.utf8("a"))).isNotNull();
        }

        assertThat(onlyLine()).as(SECTION).startsWith("WARN log.v1.Log/Produce UNAVAILABLE (");
    }

    @Test
    void warnsOfASlowCall() {
        try (CommitLog remote = remote(Duration.ZERO)) {
            remote.append(Bytes.utf8("a"));
        }

        assertThat(onlyLine()).as(SECTION).startsWith("WARN log.v1.Log/Produce OK in");
    }

    @Test
    void writesOneLineWhenAStreamEnds() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        try (CommitLog remote = remote(Duration.ZERO);
                LogCursor cursor = remote.follow(0)) {
            cursor.next();
            assertThat(logged.lines())
                    .as(SECTION)
                    .noneMatch(line -> line.contains("ConsumeStream"));
        }

        Background.until(
                () -> logged.lines().stream().anyMatch(line -> line.contains("ConsumeStream")));
        assertThat(logged.lines().getLast())
                .as(SECTION)
                .startsWith("INFO log.v1.Log/ConsumeStream CANCELLED (the client went away) in")
                .contains("1 in, 1 out");
    }

    @Test
    void staysOneHarmlessLineWhateverTheReasonHolds() {
        LogServer server =
                observed.serve(log, new RequestLogging(Duration.ofHours(1)), new Nasty());
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            assertThatThrownBy(() -> remote.append(Bytes.utf8("a"))).isNotNull();
        }

        assertThat(onlyLine()).as(SECTION).contains("(a\\u{a}INFO b\\u{1b}[31m)");
    }

    private static final class Nasty implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            call.close(
                    Status.INVALID_ARGUMENT.withDescription("a\nINFO b\u001b[31m"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    @Test
    void keepsProbesForDebugging() {
        LogServer server = observed.serve(log, new RequestLogging(Duration.ofHours(1)));
        HealthGrpc.newBlockingStub(observed.stranger(server))
                .check(HealthCheckRequest.getDefaultInstance());

        assertThat(onlyLine()).as(SECTION).startsWith("DEBUG grpc.health.v1.Health/Check OK in");
    }

    private String onlyLine() {
        Background.until(() -> !logged.lines().isEmpty());
        assertThat(logged.lines()).as(SECTION).hasSize(1);
        return logged.lines().getFirst();
    }
}
