package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// Task 5.6: [GuardedCall#sendMessage] and [GuardedListener#onMessage], what happens to a call and
/// to its service when the rules change half-way.
@Tag("task-5.6")
final class EveryMessageTest {

    private static final String SECTION = "see README.md, Task 5.6";
    private static final String DENIED_PRODUCE =
            "PERMISSION_DENIED: nobody is not permitted to produce to *";
    private static final String DENIED_CONSUME =
            "PERMISSION_DENIED: nobody is not permitted to consume from *";

    private final Switch rules = new Switch();
    private final GuardedService service = new GuardedService(rules);

    @Test
    void unchangedRulesAreAskedOnceACall() {
        ServerCall.Listener<String> listener =
                service.start(FakeCall.to("log.v1.Log/ConsumeStream"));

        listener.onMessage("from 0");
        for (int i = 0; i < 100; i++) {
            service.call().sendMessage("record");
        }

        assertThat(rules.asked).as(SECTION).hasValue(1);
    }

    @Test
    void changedRulesThatStillPermitGoUnnoticed() {
        FakeCall call = FakeCall.to("log.v1.Log/ConsumeStream");
        service.start(call);

        rules.turn(true);
        service.call().sendMessage("record");

        assertThat(call.sent).as(SECTION).containsExactly("record");
        assertThat(call.end()).as(SECTION).isEqualTo("open");
    }

    @Test
    void noRecordLeavesAfterTheRightToConsumeWasTaken() {
        FakeCall call = FakeCall.to("log.v1.Log/ConsumeStream");
        ServerCall.Listener<String> listener = service.start(call);
        service.call().sendMessage("before");

        rules.turn(false);
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            assertThatThrownBy(() -> service.call().sendMessage("after"))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage(DENIED_CONSUME);
            assertThatThrownBy(() -> service.call().sendMessage("again"))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThat(audit.lines()).hasSize(1);
        }
        service.call().close(Status.INTERNAL, new Metadata());
        listener.onComplete();

        assertThat(call.sent).as(SECTION).containsExactly("before");
        assertThat(call.end()).as(SECTION).isEqualTo(DENIED_CONSUME);
        assertThat(service.heard).as(SECTION).containsExactly("cancel");
    }

    @Test
    void noRequestArrivesAfterTheRightToProduceWasTaken() {
        FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
        ServerCall.Listener<String> listener = service.start(call);
        listener.onMessage("first");

        rules.turn(false);
        listener.onMessage("second");
        listener.onMessage("third");
        listener.onHalfClose();
        service.call().sendMessage("answer to the first"); // it has happened, so it must be told
        assertThat(call.end()).as(SECTION).isEqualTo("open");
        service.call().close(Status.OK, new Metadata());

        assertThat(service.heard).as(SECTION).containsExactly("first", "half-close");
        assertThat(call.sent).as(SECTION).containsExactly("answer to the first");
        assertThat(call.end()).as(SECTION).isEqualTo(DENIED_PRODUCE);
    }

    @Test
    void aStreamThatIsRefusedIsOneLineInTheAuditLog() {
        ServerCall.Listener<String> listener =
                service.start(FakeCall.to("log.v1.Log/ProduceStream"));

        rules.turn(false);
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            listener.onMessage("one");
            listener.onMessage("two");
            service.call().close(Status.OK, new Metadata());

            assertThat(audit.lines()).hasSize(1);
        }
    }

    @Test
    void aUnaryCallIsWeighedAgainWhenItsWorkBegins() {
        FakeCall call = FakeCall.to("log.v1.Log/Produce");
        ServerCall.Listener<String> listener = service.start(call);
        listener.onMessage("value");

        rules.turn(false);
        listener.onHalfClose();

        assertThat(service.heard).as(SECTION).containsExactly("value", "cancel");
        assertThat(call.end()).as(SECTION).isEqualTo(DENIED_PRODUCE);
    }

    @Test
    void aCallTheServiceHasClosedStaysAsItEnded() {
        FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
        ServerCall.Listener<String> listener = service.start(call);
        service.call().close(Status.OK, new Metadata());

        rules.turn(false);
        listener.onMessage("late");
        listener.onComplete();

        assertThat(call.end()).as(SECTION).isEqualTo("OK: null");
        assertThat(service.heard).as(SECTION).containsExactly("complete");
    }

    // The fake call throws when it is used after its end, so a race would show.
    @Test
    void aDenialMayRaceWithAnswersAndTheEnd() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            rules.turn(true);
            FakeCall call = FakeCall.to("log.v1.Log/ProduceStream");
            ServerCall.Listener<String> listener = service.start(call);
            Background<Boolean> worker = Background.start(() -> answerUntilDenied(service.call()));

            rules.turn(false);
            listener.onMessage("denied");

            assertThat(worker.result()).isTrue();
            assertThat(call.end()).as(SECTION).isIn(DENIED_PRODUCE, "OK: null");
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
}
