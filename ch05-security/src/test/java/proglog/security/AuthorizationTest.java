package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Task 5.5: [Authorization#interceptCall], who gets as far as the service.
@Tag("task-5.5")
final class AuthorizationTest {

    private static final String SECTION = "see README.md, Task 5.5";

    private final Switch rules = new Switch();
    private final GuardedService service = new GuardedService(rules);

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
            service.start(call);

            assertThat(audit.lines()).singleElement().asString().startsWith("INFO denied ");
        }
        assertThat(call.end())
                .as(SECTION)
                .isEqualTo("PERMISSION_DENIED: nobody is not permitted to %s *".formatted(phrase));
        assertThat(service.wasReached()).as(SECTION).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.v1.Log/Truncate", "log.v2.Log/Produce", "other.Service/Check"})
    void aMethodThatIsNotListedIsDeniedToEveryone(String method) {
        FakeCall call = FakeCall.to(method);

        service.start(call);

        assertThat(call.end())
                .as(SECTION)
                .isEqualTo("PERMISSION_DENIED: " + method + " is open to no one");
    }

    @Test
    void aServiceSaysWhatItsMethodsAskFor() {
        Authorization guard =
                new Authorization(rules)
                        .with(Map.of("other.Service/Look", List.of(Action.INSPECT)));
        rules.turn(false);

        assertThat(endOf(guard, "other.Service/Look"))
                .isEqualTo("PERMISSION_DENIED: nobody is not permitted to inspect *");
        assertThat(endOf(guard, "other.Service/Touch"))
                .isEqualTo("PERMISSION_DENIED: other.Service/Touch is open to no one");
        assertThat(endOf(guard, "log.v1.Log/Produce"))
                .isEqualTo("PERMISSION_DENIED: nobody is not permitted to produce to *");
    }

    private String endOf(Authorization guard, String method) {
        FakeCall call = FakeCall.to(method);
        new GuardedService(guard).start(call);
        return call.end();
    }

    @Test
    void noServiceOpensWhatIsGuarded() {
        Authorization guard = new Authorization(rules);

        assertThatThrownBy(() -> guard.with(Map.of("other.Service/Look", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("other.Service/Look asks for no action");
        assertThatThrownBy(() -> guard.with(Map.of("log.v1.Log/Produce", List.of(Action.CONSUME))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what log.v1.Log/Produce asks for is known");
    }

    @Test
    void healthIsOpenToEverybody() {
        rules.turn(false);

        service.start(FakeCall.to("grpc.health.v1.Health/Check"));

        assertThat(service.wasReached()).as(SECTION).isTrue();
    }

    @Test
    void aCallOfAnUnknownSubjectIsRefused() {
        FakeCall call = FakeCall.to("log.v1.Log/Produce");

        service.startAsStranger(call);

        assertThat(call.end()).as(SECTION).startsWith("UNAUTHENTICATED");
    }

    @Test
    void anAuditLineSaysWhoWhatAndWhereFrom() {
        rules.turn(false);
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            service.startAs(
                    new Subject("no\nbody\" action=none"), FakeCall.to("log.v1.Log/Produce"));

            assertThat(audit.lines())
                    .containsExactly(
                            "INFO denied subject=\"no\\u{a}body\\\" action=none\" action=produce"
                                + " object=* method=\"log.v1.Log/Produce\" peer=127.0.0.1:4711");
        }
    }
}
