package proglog.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import proglog.Bytes;

/// What a client is answered.
///
/// @param status the HTTP status code
/// @param headers those beyond `Content-Length` and `Connection`, which the server sets
/// @param body may be empty
/// @param stream what is sent instead of `body`, if the body is not known yet
public record Response(
        int status, Map<String, String> headers, Bytes body, Optional<BodyStream> stream) {

    /// An answer whose body is known.
    public Response(int status, Map<String, String> headers, Bytes body) {
        this(status, headers, body, Optional.empty());
    }

    /// An answer whose body comes about while it is sent.
    public static Response stream(String contentType, BodyStream stream) {
        return new Response(
                200, Map.of("content-type", contentType), Bytes.EMPTY, Optional.of(stream));
    }

    /// An answer in JSON.
    public static Response json(int status, Bytes body) {
        return new Response(status, Map.of("content-type", "application/json"), body);
    }

    /// The answer to a request that failed: `{"error":"…"}`.
    ///
    /// The client reads `message`: it names no class, no file and nothing else of the server's own.
    public static Response error(int status, String message) {
        return json(status, Json.error(message));
    }

    /// An answer without a body.
    public static Response empty(int status) {
        return new Response(status, Map.of(), Bytes.EMPTY);
    }

    /// The same with one more header.
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, stream);
    }
}
