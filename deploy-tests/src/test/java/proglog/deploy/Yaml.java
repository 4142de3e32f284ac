package proglog.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// YAML as a tree.
final class Yaml {

    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    static ObjectNode read(Path file) {
        return (ObjectNode) MAPPER.readTree(file.toFile());
    }

    static ObjectNode read(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /// All documents in `text` that say something.
    static List<ObjectNode> readAll(String text) {
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return values.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(ObjectNode.class::cast)
                    .toList();
        }
    }

    static void write(Path file, JsonNode tree) {
        MAPPER.writeValue(file.toFile(), tree);
    }

    /// The words of an object, such as labels.
    static Map<String, String> words(JsonNode object) {
        return object.isMissingNode()
                ? Map.of()
                : MAPPER.convertValue(object, new TypeReference<Map<String, String>>() {});
    }

    /// Puts what `upper` says over what `lower` says, deep in objects, and returns `lower`.
    static ObjectNode merge(ObjectNode lower, ObjectNode upper) {
        upper.properties()
                .forEach(one -> {
                    if (one.getValue() instanceof ObjectNode above
                            && lower.get(one.getKey()) instanceof ObjectNode below) {
                        merge(below, above);
                    } else {
                        lower.set(one.getKey(), one.getValue());
                    }
                });
        return lower;
    }
}
