package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Bytes;
import proglog.http.Caller;
import proglog.http.Request;
import proglog.security.Action;
import proglog.security.Authorizer;
import proglog.security.Subject;

/// Who may ask what on the admin port; with certificates it is in `AdminPortTest`.
@Tag("task-10.2")
final class AdminGateTest {

    private static final Authorizer NOBODY =
            new Authorizer() {

                @Override
                public boolean permits(Subject subject, String object, Action action) {
                    return false;
                }

                @Override
                public long generation() {
                    return 0;
                }
            };

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    open,   GET,  /metrics,         10.0.0.9,  node:8403,      -,                     passes
                    open,   GET,  /health/ready,    10.0.0.9,  node:8403,      -,                     passes
                    open,   POST, /metrics,         10.0.0.9,  node:8403,      -,                     from elsewhere this needs TLS and a client's certificate
                    open,   GET,  /traces,          10.0.0.9,  node:8403,      -,                     from elsewhere this needs TLS and a client's certificate
                    open,   GET,  /console/records, 10.0.0.9,  node:8403,      -,                     from elsewhere this needs TLS and a client's certificate
                    open,   GET,  /,                10.0.0.9,  127.0.0.1:8403, -,                     from elsewhere this needs TLS and a client's certificate
                    closed, GET,  /metrics,         10.0.0.9,  node:8403,      -,                     from elsewhere this needs TLS and a client's certificate
                    closed, GET,  /metrics,         127.0.0.1, localhost:8403, -,                     passes
                    closed, GET,  /console/records, 127.0.0.1, 127.0.0.1:8403, -,                     passes
                    closed, GET,  /console/records, ::1,       [::1]:8403,     -,                     passes
                    closed, GET,  /console/records, 127.0.0.1, evil.example,   -,                     from this machine this needs the host localhost or 127.0.0.1
                    closed, POST, /other,           127.0.0.1, localhost:8403, -,                     passes
                    closed, POST, /other,           127.0.0.1, localhost:8403, http://localhost:8403, passes
                    closed, POST, /other,           127.0.0.1, localhost:8403, http://localhost:9999, another page may not do this
                    closed, POST, /other,           127.0.0.1, localhost:8403, https://evil.example,  another page may not do this
                    closed, POST, /other,           127.0.0.1, localhost:8403, null,                  another page may not do this
                    closed, POST, /console/records, 127.0.0.1, localhost:8403, https://evil.example,  passes
                    """)
    void letsThroughWhoMay(
            String open,
            String method,
            String path,
            String from,
            String host,
            @Nullable String origin,
            String expected) {
        Map<String, List<String>> headers =
                origin == null
                        ? Map.of("host", List.of(host))
                        : Map.of("host", List.of(host), "origin", List.of(origin));
        Caller caller =
                new Caller(
                        new InetSocketAddress(InetAddress.ofLiteral(from), 50_000),
                        Optional.empty());
        Request request = new Request(method, path, Map.of(), headers, Bytes.EMPTY, caller);

        Optional<String> refusal = new AdminGate(NOBODY, open.equals("open")).refusal(request);

        assertThat(refusal.orElse("passes")).isEqualTo(expected);
    }
}
