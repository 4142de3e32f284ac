package proglog.console;

import java.util.Optional;
import proglog.Bytes;
import proglog.http.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the page is sent, and what it sends.
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    /// `value` on one line.
    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// `value` as an answer.
    static Response answer(Object value) {
        return Response.json(200, Bytes.utf8(text(value)));
    }

    /// The object that `body` is; empty when it is none.
    static Optional<JsonNode> object(Bytes body) {
        try {
            return Optional.of(MAPPER.readTree(body.toByteArray())).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
