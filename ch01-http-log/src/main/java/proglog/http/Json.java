package proglog.http;

import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;
import proglog.LogRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// The bodies of requests and answers, and the one mapper that reads and writes them.
///
/// Strict: what is not exactly the expected type is refused, never converted. Fields nobody asked
/// for are skipped, so the offset in a client's record is.
final class Json {

    /// Our deepest body has two levels; what is skipped may have a few more.
    private static final int DEPTH = 8;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .maxNumberLength(20) // of a long, with its sign
                                                    .maxStringLength(
                                                            Integer.MAX_VALUE) // HttpLimits
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(
                            MapperFeature.ALLOW_COERCION_OF_SCALARS,
                            MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text ->
                                    text.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private Json() {}

    private record AppendBody(ValueBody record) {}

    private record ValueBody(String value) {}

    private record OffsetBody(long offset) {}

    private record ReadAnswer(RecordAnswer record) {}

    private record RecordAnswer(String value, long offset) {}

    private record ErrorAnswer(String error) {}

    /// The value in `{"record":{"value":"<base64>"}}`.
    static Bytes value(Bytes body) {
        String base64 = read(body, AppendBody.class).record().value();
        try {
            return Bytes.wrap(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(400, "record.value is not base64");
        }
    }

    /// The offset in `{"offset":n}`.
    static long offset(Bytes body) {
        return read(body, OffsetBody.class).offset();
    }

    /// `{"offset":n}`.
    static Bytes offset(long offset) {
        return write(new OffsetBody(offset));
    }

    /// `{"record":{"value":"<base64>","offset":n}}`.
    static Bytes record(LogRecord found) {
        String value = Base64.getEncoder().encodeToString(found.value().toByteArray());
        return write(new ReadAnswer(new RecordAnswer(value, found.offset())));
    }

    /// `{"error":"…"}`.
    static Bytes error(String message) {
        return write(new ErrorAnswer(message));
    }

    private static Bytes write(Object answer) {
        return Bytes.wrap(MAPPER.writeValueAsBytes(answer));
    }

    private static <T> T read(Bytes body, Class<T> type) {
        if (body.isEmpty()) {
            throw new RefusedException(400, "the request has no body");
        }
        @Nullable T found;
        try {
            found = MAPPER.readValue(body.toByteArray(), type);
        } catch (DatabindException mismatch) {
            throw new RefusedException(400, explain(mismatch));
        } catch (JacksonException _) {
            throw new RefusedException(
                    400,
                    "the body is malformed JSON, repeats a key, nests too deep or has too big a"
                            + " number");
        }
        if (found == null) {
            throw new RefusedException(400, "the body is not a JSON object");
        }
        return found;
    }

    // Jackson's own messages name our classes; the path holds only names of fields we asked for.
    private static String explain(DatabindException mismatch) {
        String path =
                mismatch.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .collect(Collectors.joining("."));
        return path.isEmpty()
                ? "the body is not the JSON object expected"
                : path + " is missing or not of the expected type";
    }
}
