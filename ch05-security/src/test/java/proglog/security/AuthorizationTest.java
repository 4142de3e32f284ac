package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;

/// What happens to a call, and to its service, when it is denied: at once, or half-way.
final class AuthorizationTest {

    private static final String DENIED_PRODUCE =
            "PERMISSION_DENIED: nobody is not permitted to produce to *";
    private static final String DENIED_CONSUME =
            "PERMISSION_DENIED: nobody is not permitted to consume from *";

    private final Switch rules = new Switch();
    private final AtomicReference<@Nullable ServerCall<String, String>> started =
            new AtomicReference<>();
    private final List<String> heard = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "log.v1.Log/Produce, produce to",
        "log.v1.Log/ProduceStream, produce to",
        "log.v1.Log/Consume, consume from",
        "log.v1.Log/ConsumeStream, consume from",
        "log.v1.Log/GetOffsets, consume from",
        "log.v1.Log/GetServers, consume from or produce to",
        "grpc.channelz.v1.Channelz/GetServers, inspect",
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo, inspect"
    })
    void aMethodNeedsItsAction(String method, String phrase) {
        FakeCall call = FakeCall.to(method);
        rules.turn(false);

        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            start(call);

            assertThat(audit.lines()).singleElement().asString().startsWith("INFO denied ");
        }
        assertThat(call.end())
                .isEqualTo("PERMISSION_DENIED: nobody is not permitted to %s *".formatted(phrase));
        assertThat(started.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.v1.Log/Truncate", "log.v2.Log/Produce", "other.Service/Check"})
    void aMethodThatIsNotListedIsDeniedToEveryone(String method) {
        FakeCall call = FakeCall.to(method);

        start(call);

        assertThat(call.end()).isEqualTo("PERMISSION_DENIED: " + method + " is open to no one");
    }

    @Test
    void healthIsOpenToEverybody() {
        rules.turn(false);

        start(FakeCall.to("grpc.health.v1.Health/Check"));

        assertThat(started.get()).isNotNull();
    }

    @Test
    void aCallOfAnUnknownSubjectIsRefused() {
        FakeCall call = FakeCall.to("log.v1.Log/Produce");

        new Authorization(rules).interceptCall(call, new Metadata(), handler());

        assertThat(call.end()).startsWith("UNAUTHENTICATED");
    }

    @Test
    void anAuditLineSaysWhoWhatAndWhereFrom() {
        rules.turn(false);
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            startAs(new Subject("no\nbody\" action=none"), FakeCall.to("log.v1.Log/Produce"));

            assertThat(audit.lines())
                    .containsExactly(
                            "INFO denied subject=\"no\\u{a}body\\\" action=none\" action=produce"
                                + " object=* method=\"log.v1.Log/Produce\" peer=127.0.0.1:4711");
        }
    }

    @Test
    void unchangedRulesAreAskedOnceACall() {
        ServerCall.Listener<String> listener = start(FakeCall.to("log.v1.Log/ConsumeStream"));

        listener.onMessage("from 0");
        for (int i = 0; i < 100; i++) {
            service().sendMessage("record");
        }

        assertThat(rules.asked).hasValue(1);
    }

    @Test
    void changedRulesThatStillPermitGoUnnoticed() {
        FakeCall call = FakeCall.to("log.v1.Log/ConsumeStream");
        start(call);

        rules.turn(true);
        service().sendMessage("record");

        assertThat(call.sent).containsExactly("record");
        assertThat(call.end()).isEqualTo("open");
    }

    @Test
    void noRecordLeavesAfterTheRightToConsumeWasTaken() {
        FakeCall call = FakeCall.to("log.v1.Log/ConsumeStream");
        ServerCall.Listener<String> listener = start(call);
        service().sendMessage("before");

        rules.turn(false);
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            assertThatThrownBy(() -> service().sendMessage("after"))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage(DENIED_CONSUME);
            assertThatThrownBy(() -> service().sendMessage("again"))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThat(audit.lines()).hasSize(1);
        }
        service().close(Status.INTERNAL, new Metadata());
        listener.onComplete();

        assertThat(call.sent).containsExactly("before");
        assertThat(call.end()).isEqualTo(DENIED_CONSUME);
        assertThat(heard).containsExactly("cancel");
    }

    @Test
    void noRequestArrivesAfterTheRightToProduceWasTaken() {
        FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
        ServerCall.Listener<String> listener = start(call);
        listener.onMessage("first");

        rules.turn(false);
        service().sendMessage("answer to the first"); // it has happened, so it may be told
        listener.onMessage("second");
        listener.onMessage("third");
        listener.onHalfClose();
        listener.onReady();
        listener.onComplete();

        assertThat(heard).containsExactly("first", "cancel");
        assertThat(call.sent).containsExactly("answer to the first");
        assertThat(call.end()).isEqualTo(DENIED_PRODUCE);
        assertThat(service().isCancelled()).isTrue();
        assertThat(service().isReady()).isFalse();
    }

    @Test
    void aUnaryCallIsWeighedAgainWhenItsWorkBegins() {
        FakeCall call = FakeCall.to("log.v1.Log/Produce");
        ServerCall.Listener<String> listener = start(call);
        listener.onMessage("value");

        rules.turn(false);
        listener.onHalfClose();

        assertThat(heard).containsExactly("value", "cancel");
        assertThat(call.end()).isEqualTo(DENIED_PRODUCE);
    }

    @Test
    void aCallTheServiceHasClosedStaysAsItEnded() {
        FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
        ServerCall.Listener<String> listener = start(call);
        service().close(Status.OK, new Metadata());

        rules.turn(false);
        listener.onMessage("late");
        listener.onComplete();

        assertThat(call.end()).isEqualTo("OK: null");
        assertThat(heard).containsExactly("complete");
    }

    // The fake call throws when it is used after its end, so a race would show.
    @Test
    void aDenialMayRaceWithAnswersAndTheEnd() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            rules.turn(true);
            FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
            ServerCall.Listener<String> listener = start(call);
            Background<Boolean> worker = Background.start(() -> answerUntilDenied(service()));

            rules.turn(false);
            listener.onMessage("denied");

            assertThat(worker.result()).isTrue();
            assertThat(call.end()).isIn(DENIED_PRODUCE, "OK: null");
        }
    }

    private static boolean answerUntilDenied(ServerCall<String, String> call) {
        try {
            for (int i = 0; i < 20; i++) {
                call.sendMessage("answer");
            }
        } catch (StatusRuntimeException denied) {
            assertThat(denied).hasMessage(DENIED_PRODUCE);
        }
        call.close(Status.OK, new Metadata());
        return true;
    }

    private ServerCall.Listener<String> start(FakeCall call) {
        return startAs(new Subject("nobody"), call);
    }

    private ServerCall.Listener<String> startAs(Subject subject, FakeCall call) {
        Context context = subject.in(Context.ROOT);
        Context before = context.attach();
        try {
            return new Authorization(rules).interceptCall(call, new Metadata(), handler());
        } finally {
            context.detach(before);
        }
    }

    private ServerCallHandler<String, String> handler() {
        return (call, _) -> {
            started.set(call);
            return new Hearing(heard);
        };
    }

    private ServerCall<String, String> service() {
        return Objects.requireNonNull(started.get());
    }
}
