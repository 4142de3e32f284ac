package proglog.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import proglog.Bytes;

/// What a client asked, without the connection it came by.
///
/// @param method in capitals, such as `GET`
/// @param path decoded, from its first slash; `*` when the request is about the server itself
/// @param query the decoded values of each parameter, in the order in which they came
/// @param headers the values of each header by its name in small letters, in the order in which
///   they came
/// @param body empty when there was none
/// @param caller who sent it
public record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Bytes body,
        Caller caller) {

    /// A request without headers, of somebody unknown.
    public Request(String method, String path, Map<String, List<String>> query, Bytes body) {
        this(method, path, query, Map.of(), body, Caller.UNKNOWN);
    }

    /// The values of the header `name`, joined by commas as HTTP allows; empty when there is none.
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }
}
