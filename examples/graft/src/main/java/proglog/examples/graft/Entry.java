package proglog.examples.graft;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;
import proglog.LogRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// What the stores append: `{"key":…,"value":…}`. Immutable.
record Entry(String key, String value) {

    /// The one mapper that reads and writes JSON here: strict about what it was asked for.
    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
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
                    .enable(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(
                            MapperFeature.ALLOW_COERCION_OF_SCALARS,
                            MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    /// Reads one; what is none is an [IllegalArgumentException].
    static Entry decode(Bytes json) {
        return read(json, Entry.class, "{\"key\":…,\"value\":…}");
    }

    /// The entry of a store in `record`; others may append what is none of a store's.
    static Optional<Entry> in(LogRecord record) {
        try {
            return Optional.of(decode(record.value()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Reads an object of `type`, which looks like `form`.
    static <T> T read(Bytes json, Class<T> type, String form) {
        try {
            @Nullable T found = MAPPER.readValue(json.toByteArray(), type);
            if (found != null) {
                return found;
            }
        } catch (JacksonException _) {
            // said below, without Jackson's words, which name our classes
        }
        throw new IllegalArgumentException("expected " + form);
    }

    /// What [#decode] reads.
    Bytes encode() {
        return Bytes.wrap(MAPPER.writeValueAsBytes(this));
    }
}
