package proglog.examples.graft;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// A [Graft] over HTTP. For many threads.
///
/// ```
/// GET  /status          name, peers, whether it is started, who leads
/// GET  /log             the entries agreed on; ?from=n for those from offset n on
/// POST /add_peer        {"name":…,"address":…}: 201; 400 once started
/// POST /start           200; 400 once started
/// POST /append_entry    {"key":…,"value":…}: 201 and its offset
/// GET  /pull/{key}      the value in the store that catches up when it is asked
/// GET  /push/{key}      the value in the store that is told
/// ```
final class GraftRoutes implements Handler {

    private static final Logger logger = LoggerFactory.getLogger(GraftRoutes.class);
    private static final String PULL = "/pull/";
    private static final String PUSH = "/push/";

    private final GraftNode node;

    GraftRoutes(GraftNode node) {
        this.node = node;
    }

    @Override
    public Response handle(Request request) {
        try {
            return route(request);
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            return Response.error(400, String.valueOf(wrong.getMessage()));
        } catch (CommitLogException failure) {
            logger.warn("{} failed: {}", request.method(), failure.getMessage());
            return answer(failure);
        }
    }

    private Response route(Request request) {
        String path = request.path();
        return switch (path) {
            case "/status" -> only("GET", request, this::status);
            case "/log" -> only("GET", request, this::log);
            case "/add_peer" -> only("POST", request, this::addPeer);
            case "/start" -> only("POST", request, _ -> start());
            case "/append_entry" -> only("POST", request, this::append);
            case String _ when path.startsWith(PULL) -> only("GET", request, this::pull);
            case String _ when path.startsWith(PUSH) -> only("GET", request, this::push);
            default -> Response.error(404, "there is nothing at this path");
        };
    }

    private static Response only(String method, Request request, Handler handler) {
        return request.method().equals(method)
                ? handler.handle(request)
                : Response.error(405, "this path allows " + method).with("allow", method);
    }

    private Response status(Request request) {
        return Response.json(200, Answers.status(node.graft()));
    }

    private Response log(Request request) {
        List<String> from = request.query().getOrDefault("from", List.of("0"));
        if (from.size() > 1 || !from.getFirst().matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("from must be one offset, 0 or more");
        }
        long offset = Long.parseLong(from.getFirst());
        return Response.json(200, Answers.entries(node.graft().committedEntries(offset)));
    }

    private Response addPeer(Request request) {
        node.graft().addPeers(List.of(Answers.peer(request.body())));
        return Response.json(201, Answers.peers(node.graft()));
    }

    private Response start() {
        try {
            node.start();
            return Response.json(200, Answers.status(node.graft()));
        } catch (IOException failure) {
            logger.error("cannot start: {}", failure.getMessage());
            return Response.error(500, "the node cannot start; its log says why");
        }
    }

    // Not through a store: what is asked for is the entry itself.
    private Response append(Request request) {
        Entry entry = Entry.decode(request.body());
        long offset = node.graft().appendEntries(List.of(entry.encode())).first();
        return Response.json(201, Answers.offset(offset));
    }

    private Response pull(Request request) {
        return value(node.pull().get(request.path().substring(PULL.length())));
    }

    private Response push(Request request) {
        return value(node.push().get(request.path().substring(PUSH.length())));
    }

    private static Response value(Optional<String> value) {
        return value.map(found -> Response.json(200, Answers.value(found)))
                .orElseGet(() -> Response.error(404, "the key has no value here"));
    }

    private static Response answer(CommitLogException failure) {
        return switch (failure) {
            case LogUnavailableException _ ->
                    Response.error(503, "no leader answers; nothing was appended");
            case OutcomeUnknownException _ ->
                    Response.error(504, "it is not known whether the entry was appended");
            case OffsetOutOfRangeException _ ->
                    Response.error(404, String.valueOf(failure.getMessage()));
            case CorruptLogException _ -> Response.error(500, "the log is damaged");
        };
    }
}
