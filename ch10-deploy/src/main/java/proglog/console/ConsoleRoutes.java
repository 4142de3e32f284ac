package proglog.console;

import java.util.Map;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;
import proglog.observability.AdminServer;

/// Which path is answered by what. For many threads.
///
/// | path | |
/// |---|---|
/// | `/console` | the page |
/// | `/console/events` | the state as it changes, as server-sent events |
/// | `/console/state` | the state now |
/// | `/console/records` | reads records, and appends some |
final class ConsoleRoutes {

    private static final String ROOT = "/console/";

    private final ClusterView view;
    private final Events events;
    private final Records records;
    private final PageFiles files;

    ConsoleRoutes(ClusterView view, Events events, Records records, PageFiles files) {
        this.view = view;
        this.events = events;
        this.records = records;
        this.files = files;
    }

    /// Adds the routes to `admin`, behind `guard`.
    void addTo(AdminServer admin, Filter guard) {
        Handler options = guard.before(_ -> Response.empty(204).with("allow", "GET, HEAD, POST"));
        Handler post = guard.before(this::post);
        admin.route("/", _ -> Response.empty(303).with("location", "/console"));
        admin.route("/console", guard.before(this::page));
        admin.route(ROOT, Map.of("GET", guard.before(this::get), "POST", post, "OPTIONS", options));
    }

    // Looks around first: what the page may call is said when it is loaded.
    private Response page(Request request) {
        Response looked = state();
        return looked.status() == 200 ? files.page() : looked;
    }

    private Response get(Request request) {
        return switch (request.path().substring(ROOT.length())) {
            case "events" -> events.handle(request);
            case "state" -> state();
            case "records" -> records.read(request);
            case String file -> files.file(file);
        };
    }

    private Response post(Request request) {
        return request.path().equals(ROOT + "records")
                ? records.append(request)
                : Response.error(405, "this path allows GET, HEAD").with("allow", "GET, HEAD");
    }

    private Response state() {
        try {
            return Json.answer(view.now());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Response.error(503, "the node stops");
        }
    }
}
