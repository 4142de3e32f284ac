package proglog.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Supplier;
import proglog.Bytes;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;
import tools.jackson.databind.json.JsonMapper;

/// A health report as JSON: 200 when every check holds, 503 when not. For many threads.
final class HealthPage implements Handler {

    private final Supplier<HealthReport> report;

    private record Body(String status, List<Check> checks) {}

    private record Check(
            String name,
            String status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String problem) {}

    HealthPage(Supplier<HealthReport> report) {
        this.report = report;
    }

    @Override
    public Response handle(Request request) {
        HealthReport found = report.get();
        List<Check> checks =
                found.checks().stream()
                        .map(each -> new Check(each.name(), word(each.holds()), each.problem()))
                        .toList();
        // Not before somebody asks: five hundred classes that a server needs for nothing else.
        byte[] body = JsonMapper.shared().writeValueAsBytes(new Body(word(found.holds()), checks));
        return Response.json(found.holds() ? 200 : 503, Bytes.wrap(body));
    }

    private static String word(boolean holds) {
        return holds ? "ok" : "failing";
    }
}
