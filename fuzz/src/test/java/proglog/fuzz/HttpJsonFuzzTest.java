package proglog.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Set;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.http.Handler;
import proglog.http.LogRoutes;
import proglog.http.Request;
import proglog.http.Response;

/// A body that a stranger sends is taken or refused; nothing else happens.
final class HttpJsonFuzzTest {

    private static final Set<Integer> ANSWERS = Set.of(200, 400, 404);

    @FuzzTest(maxDuration = "5m")
    void takesABodyOrRefusesIt(byte[] body) {
        try (InMemoryLog log = new InMemoryLog()) {
            Handler routes = new LogRoutes(log);
            for (String method : new String[] {"POST", "GET"}) {
                Request request = new Request(method, "/", Map.of(), Bytes.copyOf(body));

                Response answer = routes.handle(request);

                assertTrue(ANSWERS.contains(answer.status()), () -> "answered " + answer);
                assertTrue(
                        answer.status() == 200
                                || answer.body().toUtf8().startsWith("{\"error\":\""),
                        () -> "answered " + answer.body());
            }
        }
    }
}
