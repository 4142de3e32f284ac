package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.LoggedLines;
import proglog.grpc.RemoteLog;

/// Resolver, balancer and picker as gRPC puts them together. Each server has a log of its own, so
/// that it can be seen who was called.
final class BalancedChannelTest {

    private static final Bytes X = Bytes.utf8("x");

    private final ScriptedServer a = ScriptedServer.start();
    private final ScriptedServer b = ScriptedServer.start();
    private final ScriptedServer c = ScriptedServer.start();
    private final ManagedChannel channel =
            BalancedChannel.open(
                    "proglog:///%s,%s".formatted(a.address(), b.address()),
                    InsecureChannelCredentials.create());
    private final CommitLog log = new RemoteLog(channel);

    @BeforeEach
    void aLeads() {
        for (ScriptedServer server : List.of(a, b, c)) {
            server.say(1, a.leads(), b.follows(), c.follows());
        }
        a.log().append(Bytes.utf8("in a"));
        b.log().append(Bytes.utf8("in b"));
        c.log().append(Bytes.utf8("in c"));
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        List.of(a, b, c).forEach(ScriptedServer::close);
    }

    @Test
    void appendsGoToTheLeader() {
        for (int i = 1; i <= 5; i++) {
            assertThat(log.append(X)).isEqualTo(i);
        }
        assertThat(a.log().offsets().size()).isEqualTo(6);
    }

    @Test
    void readsGoRoundTheFollowers() {
        Background.until(() -> log.read(0).value().equals(Bytes.utf8("in b")));
        Background.until(() -> log.read(0).value().equals(Bytes.utf8("in c")));
        String first = log.read(0).value().toString();
        String second = log.read(0).value().toString();

        assertThat(List.of(first, second)).doesNotHaveDuplicates();
        assertThat(log.read(0).value()).hasToString(first);
        assertThat(log.read(0).value()).hasToString(second);
    }

    @Test
    void aReaderFollowsAFollower() throws InterruptedException {
        try (var cursor = log.follow(0)) {
            assertThat(cursor.next().value().toString()).contains("in ");
        }
    }

    // It begins on the thread of that call, whose context ends with it.
    @Test
    void goesOnListeningAfterTheFirstCallHasEnded() {
        try (LoggedLines logged = LoggedLines.of(ServerWatch.class.getName())) {
            for (int i = 0; i < 20; i++) {
                log.append(X);
            }
            Background.until(() -> a.listeners() + b.listeners() + c.listeners() == 3);

            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void whatIsSaidOfANewLeaderHoldsForTheNextCall() {
        log.append(X);

        c.say(2, a.follows(), b.leads(), c.follows()); // only c knows yet

        Background.until(() -> {
            log.append(X);
            return b.log().offsets().size() > 1;
        });
        long before = a.log().offsets().size();
        for (int i = 0; i < 20; i++) {
            log.append(X);
        }
        assertThat(a.log().offsets().size()).isEqualTo(before);
    }

    @Test
    void anAppendWaitsForALeader() throws InterruptedException {
        log.append(X);
        for (ScriptedServer server : List.of(a, b, c)) {
            server.say(2, a.follows(), b.follows(), c.follows());
        }
        Background.until(() -> !canAppend(Duration.ofMillis(100)));

        try (Background<Long> append = Background.start(() -> log.append(X))) {
            append.awaitBlocked();
            c.say(3, a.follows(), b.follows(), c.leads());

            assertThat(append.result()).isEqualTo(1);
        }
    }

    @Test
    void anAppendWaitsForItsLeaderToComeBack() throws InterruptedException {
        log.append(X);
        int port = a.port();
        a.close();
        Background.until(() -> !canAppend(Duration.ofMillis(100)));

        try (Background<Long> append = Background.start(() -> log.append(X))) {
            append.awaitBlocked();
            try (ScriptedServer again = ScriptedServer.start(port)) { // another log, an empty one
                assertThat(append.result()).isZero();
                assertThat(again.log().offsets().size()).isEqualTo(1);
            }
        }
    }

    private boolean canAppend(Duration within) {
        try {
            log.append(Batch.of(X), Deadline.after(within));
            return true;
        } catch (OutcomeUnknownException _) {
            return true; // somebody has taken it, and is slow
        } catch (LogUnavailableException _) {
            return false;
        }
    }

    @Test
    void aReadTakesAnotherServerWhenOneIsGone() {
        Background.until(() -> log.read(0).value().equals(Bytes.utf8("in c")));
        c.close();

        Background.until(() -> {
            try {
                return List.of(log.read(0).value(), log.read(0).value())
                        .equals(List.of(Bytes.utf8("in b"), Bytes.utf8("in b")));
            } catch (LogUnavailableException _) {
                return false; // it was on its way
            }
        });
    }

    @Test
    void saysAtFirstThatNobodyIsThere() {
        ScriptedServer gone = ScriptedServer.start();
        gone.close();
        ManagedChannel nowhere =
                BalancedChannel.open(
                        "proglog:///" + gone.address(), InsecureChannelCredentials.create());
        try (CommitLog none = new RemoteLog(nowhere)) {
            assertThatThrownBy(() -> none.append(X))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("no server of [%s] says".formatted(gone.address()));
        } finally {
            nowhere.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proglog://127.0.0.1:8400",
                "proglog:///",
                "proglog:///127.0.0.1",
                "proglog:///127.0.0.1:8400,,127.0.0.1:8410"
            })
    void refusesATargetThatNamesNoServers(String target) {
        assertThatThrownBy(() -> BalancedChannel.open(target, InsecureChannelCredentials.create()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a target is proglog:///host:port[,host:port...], not " + target);
    }

    @Test
    void leavesTargetsOfAnotherKindAlone() {
        ManagedChannel plain =
                Grpc.newChannelBuilder(a.address(), InsecureChannelCredentials.create()).build();
        try (CommitLog one = new RemoteLog(plain)) {
            assertThat(one.append(X)).isEqualTo(1);
        } finally {
            plain.shutdownNow();
        }
    }

    @Test
    void isOpenedWithItsCredentialsOnly() {
        var builder =
                Grpc.newChannelBuilder(
                        "proglog:///" + a.address(), InsecureChannelCredentials.create());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "proglog:///%s needs its channel's credentials: open it with"
                                        .formatted(a.address())
                                + " BalancedChannel");
    }
}
