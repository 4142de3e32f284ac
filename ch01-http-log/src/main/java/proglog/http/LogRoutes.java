package proglog.http;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.OffsetOutOfRangeException;

/// A log's routes: which path and method belong to which handler, and what a failure is answered.
///
/// For many threads.
public final class LogRoutes implements Handler {

    private static final Logger logger = LoggerFactory.getLogger(LogRoutes.class);

    private final Map<String, Handler> root; // by method
    private final Map<String, Handler> records; // by method

    /// The routes of `log`, which the caller closes.
    public LogRoutes(CommitLog log) {
        Handler read = new ReadHandler(log);
        this.root = Map.of("GET", read, "HEAD", read, "POST", new AppendHandler(log));
        this.records = Map.of("GET", read, "HEAD", read);
    }

    @Override
    public Response handle(Request request) {
        try {
            return route(request);
        } catch (RefusedException refused) {
            return refused.answer();
        } catch (CommitLogException failure) {
            return answer(failure);
        }
    }

    private Response route(Request request) {
        String path = request.path();
        if (path.equals("/") || path.equals("*")) {
            return call(root, "GET, HEAD, OPTIONS, POST", request);
        }
        if (path.startsWith(ReadHandler.RECORDS)) {
            return call(records, "GET, HEAD, OPTIONS", request);
        }
        return Response.error(404, "there is nothing at this path");
    }

    private static Response call(Map<String, Handler> byMethod, String allowed, Request request) {
        if (request.method().equals("OPTIONS")) {
            return Response.empty(204).with("allow", allowed);
        }
        Handler handler = byMethod.get(request.method());
        return handler == null
                ? Response.error(405, "this path allows " + allowed).with("allow", allowed)
                : handler.handle(request);
    }

    // Only an offset out of range says nothing about the server's disk and peers.
    private static Response answer(CommitLogException failure) {
        int status = StatusCodes.of(failure);
        if (failure instanceof OffsetOutOfRangeException) {
            return Response.error(status, String.valueOf(failure.getMessage()));
        }
        return switch (status) {
            case 503 -> Response.error(status, "the log is unavailable; nothing was appended");
            case 504 -> Response.error(status, "it is not known whether the record was appended");
            default -> {
                logger.error("a request met a damaged log: {}", failure.getMessage());
                yield Response.error(status, "the log is damaged");
            }
        };
    }
}
