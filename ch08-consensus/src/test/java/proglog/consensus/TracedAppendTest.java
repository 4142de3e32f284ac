package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.OutcomeUnknownException;
import proglog.http.Request;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;

/// The trace of an append goes on into replication. The node `a` is asked, `b` leads.
final class TracedAppendTest {

    private static TestCertificates certificates;
    private final Telemetry ofA = everything("a");
    private final Telemetry ofB = everything("b");
    private ScriptedNode a;
    private ScriptedNode b;

    private static Telemetry everything(String instance) {
        return Telemetry.start(TelemetryConfig.of("proglog", instance).withSampling(1, false));
    }

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        a = ScriptedNode.start(certificates, "a", Duration.ofSeconds(5), ofA);
        b = ScriptedNode.start(certificates, "b", Duration.ofSeconds(5), ofB);
        b.consensus().lead(4);
        b.consensus().commitAtOnce();
        a.consensus().follow(4, Optional.of(b.address()));
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        ofA.close();
        ofB.close();
    }

    @Test
    void goesFromTheNodeThatIsAskedThroughTheLeaderIntoReplication() {
        Span request = ofA.tracer().spanBuilder("request").startSpan();
        try (Scope _ = request.makeCurrent()) {
            a.log().append(Bytes.utf8("x"));
        } finally {
            request.end();
        }

        Background.until(() -> page(ofB).lines().count() == 3);
        String trace = request.getSpanContext().getTraceId();
        assertThat(page(ofA))
                .matches(
                        """
                        trace %s \\S+Z
                          request +[0-9.]+ ms
                            log.v1.Log/Produce +[0-9.]+ ms
                        """
                                .formatted(trace));
        assertThat(page(ofB))
                .matches(
                        """
                        trace %s \\S+Z
                          log.v1.Log/Produce +[0-9.]+ ms  called from span [0-9a-f]{16}
                            log replicate +[0-9.]+ ms  proglog.offset=0  proglog.term=4
                        """
                                .formatted(trace));
    }

    @Test
    void saysWhyABatchWasNotReplicated() {
        Span request = ofB.tracer().spanBuilder("request").startSpan();
        b.consensus().refuseNext(new OutcomeUnknownException("not agreed on in time"));
        try (Scope _ = request.makeCurrent()) {
            assertThatThrownBy(() -> b.log().append(Bytes.utf8("x")))
                    .isInstanceOf(OutcomeUnknownException.class);
        } finally {
            request.end();
        }

        assertThat(page(ofB)).contains("log replicate").contains("failed not agreed on in time");
    }

    @Test
    void isNotBegunByTheNodesThemselves() {
        a.log().append(Bytes.utf8("x"));

        assertThat(page(ofA)).isEqualTo("no request has been traced yet\n");
        assertThat(page(ofB)).isEqualTo("no request has been traced yet\n");
    }

    private static String page(Telemetry telemetry) {
        Request asked = new Request("GET", "/traces", Map.of(), Bytes.EMPTY);
        return telemetry.traces().handle(asked).body().toUtf8();
    }
}
