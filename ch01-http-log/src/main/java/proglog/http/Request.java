package proglog.http;

import java.util.List;
import java.util.Map;
import proglog.Bytes;

/// What a client asked, without the connection it came by.
///
/// @param method in capitals, such as `GET`
/// @param path decoded, from its first slash; `*` when the request is about the server itself
/// @param query the decoded values of each parameter, in the order in which they came
/// @param body empty when there was none
public record Request(String method, String path, Map<String, List<String>> query, Bytes body) {}
