package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.grpc.RemoteLog;
import proglog.http.Request;

/// The traces of the last requests, without a collector.
final class TracesPageTest {

    private final Observed observed = Observed.everything();

    @AfterEach
    void stop() {
        observed.close();
    }

    @Test
    void saysThatThereAreNone() {
        assertThat(page()).isEqualTo("no request has been traced yet\n");
    }

    @Test
    void showsEachStepOfARequestBelowTheOneThatAskedForIt() {
        RemoteLog log = new RemoteLog(observed.channel(observed.serve(new InMemoryLog())));
        log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
        Background.until(() -> page().lines().count() == 4);

        assertThat(page())
                .matches(
                        """
                        trace [0-9a-f]{32} \\S+Z
                          log.v1.Log/Produce +[0-9.]+ ms
                            log.v1.Log/Produce +[0-9.]+ ms  called from span [0-9a-f]{16}
                              log append +[0-9.]+ ms  proglog.offset=0  proglog.records=2
                        """);
    }

    @Test
    void showsTheNewestTraceFirstAndWhatFailed() {
        RemoteLog log = new RemoteLog(observed.stranger(observed.serve(new InMemoryLog())));
        log.append(Bytes.utf8("a"));
        try {
            log.read(7);
        } catch (RuntimeException _) {
            // it is not there
        }
        Background.until(() -> page().lines().count() == 6);

        List<String> lines = page().lines().toList();
        assertThat(lines.get(1)).contains("log.v1.Log/Consume");
        assertThat(lines.get(2)).contains("log read").contains("offset 7 is outside [0, 1)");
        assertThat(lines.get(4)).contains("log.v1.Log/Produce");
    }

    @Test
    void keepsABoundedNumberOfSpans() {
        var tracer = observed.telemetry().tracer();
        for (int i = 0; i < RecentSpans.KEPT + 100; i++) {
            tracer.spanBuilder("span " + i).startSpan().end();
        }

        assertThat(page().lines().filter(line -> line.startsWith("trace ")).count())
                .isEqualTo(RecentSpans.KEPT);
        assertThat(page()).contains("span " + (RecentSpans.KEPT + 99)).doesNotContain("span 99 ");
    }

    private String page() {
        Request asked = new Request("GET", "/traces", Map.of(), Bytes.EMPTY);
        return observed.telemetry().traces().handle(asked).body().toUtf8();
    }
}
