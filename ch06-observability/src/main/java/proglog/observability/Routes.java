package proglog.observability;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// Which path and method belong to which handler. For many threads; routes may be added while
/// requests come in.
final class Routes implements Handler {

    private final ConcurrentSkipListMap<String, Map<String, Handler>> byPath =
            new ConcurrentSkipListMap<>();

    /// Answers `path` by the handler of the request's method, or all below it when it ends in `/`.
    void add(String path, Map<String, Handler> byMethod) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path " + path + " does not start with /");
        }
        Map<String, Handler> handlers = new TreeMap<>(byMethod);
        Handler get = handlers.get("GET");
        if (get != null) {
            handlers.putIfAbsent("HEAD", get);
        }
        handlers.putIfAbsent("OPTIONS", _ -> Response.empty(204).with("allow", allowed(handlers)));
        byPath.put(path, handlers);
    }

    @Override
    public Response handle(Request request) {
        Map<String, Handler> byMethod = find(request.path());
        if (byMethod == null) {
            return Response.error(404, "there is nothing at this path");
        }
        Handler handler = byMethod.get(request.method());
        return handler == null
                ? Response.error(405, "this path allows " + allowed(byMethod))
                        .with("allow", allowed(byMethod))
                : handler.handle(request);
    }

    /// Every path, one a line.
    Response index() {
        String paths = String.join("\n", byPath.keySet());
        return new Response(
                200, Map.of("content-type", "text/plain; charset=utf-8"), Bytes.utf8(paths + "\n"));
    }

    private @Nullable Map<String, Handler> find(String path) {
        Map<String, Handler> found = byPath.get(path);
        // From /a/b/c to /a/b/ to /a/; never to /, or there would be no unknown path.
        int slash = path.lastIndexOf('/');
        while (found == null && slash > 0) {
            found = byPath.get(path.substring(0, slash + 1));
            slash = path.lastIndexOf('/', slash - 1);
        }
        return found;
    }

    private static String allowed(Map<String, Handler> byMethod) {
        return String.join(", ", byMethod.keySet());
    }
}
