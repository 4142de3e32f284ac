package proglog.examples.kv;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import proglog.Bytes;
import proglog.examples.kv.store.KeyValueStore;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// A store's routes; it does not matter which one's. For many threads.
///
/// ```
/// GET /                     {"hello":"world"}
/// GET /key/{key}            the value, as it was sent; 404 when there is none
/// POST /key/{key}           gives the key the body as its value
/// DELETE /key/{key}         takes the value away, if there is one
/// ```
final class KeyRoutes implements Handler {

    static final String KEY = "/key/";

    /// How long a key may be in UTF-8.
    static final int KEY_BYTES = 1024;

    private static final Response HELLO = Response.json(200, Bytes.utf8("{\"hello\":\"world\"}"));
    private static final Response DONE = Response.json(200, Bytes.utf8("{\"status\":\"success\"}"));

    private final KeyValueStore store;

    KeyRoutes(KeyValueStore store) {
        this.store = store;
    }

    @Override
    public Response handle(Request request) {
        if (request.path().equals("/")) {
            return request.method().equals("GET") ? HELLO : notAllowed("GET");
        }
        if (!request.path().startsWith(KEY)) {
            return Response.error(404, "there is nothing at this path");
        }
        String key = request.path().substring(KEY.length());
        return complaint(key).isEmpty() ? call(request, key) : Response.error(400, complaint(key));
    }

    // The path is decoded already; what was not UTF-8 would be the same key as other such bytes.
    private static String complaint(String key) {
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0) {
            return "the key is empty";
        }
        if (length > KEY_BYTES) {
            return "the key has %d bytes, may have %d".formatted(length, KEY_BYTES);
        }
        return key.indexOf('\uFFFD') >= 0 ? "the key is not UTF-8" : "";
    }

    private Response call(Request request, String key) {
        switch (request.method()) {
            case "GET" -> {
                return store.get(key).map(KeyRoutes::value).orElseGet(KeyRoutes::absent);
            }
            case "POST" -> store.put(key, request.body());
            case "DELETE" -> store.delete(key);
            default -> {
                return notAllowed("DELETE, GET, POST");
            }
        }
        return DONE;
    }

    private static Response value(Bytes value) {
        return new Response(200, Map.of("content-type", "application/octet-stream"), value);
    }

    private static Response absent() {
        return Response.error(404, "the key has no value");
    }

    static Response notAllowed(String allowed) {
        return Response.error(405, "this path allows " + allowed).with("allow", allowed);
    }
}
