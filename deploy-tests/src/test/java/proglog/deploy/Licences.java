package proglog.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Which licences libraries may have. Immutable.
///
/// @param allowed their SPDX names
/// @param names what a library may call one: its SPDX name
/// @param corrections the licence of libraries that do not say it, by `group:name`
record Licences(Set<String> allowed, Map<String, String> names, Map<String, String> corrections) {

    private static final String OURS = "dev.proglog";

    static Licences of(JsonNode policy) {
        return new Licences(
                Wiring.items(policy.path("allowed"))
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet()),
                Yaml.words(policy.path("names")),
                Yaml.words(policy.path("corrections")));
    }

    /// The libraries in a CycloneDX list that may not be in the image, with what they say.
    List<String> refused(JsonNode materials) {
        return libraries(materials)
                .filter(library -> known(library).stream().noneMatch(allowed::contains))
                .map(library -> "%s: %s".formatted(name(library), known(library)))
                .toList();
    }

    /// A line for each library, with its version and its licences.
    List<String> lines(JsonNode materials) {
        return libraries(materials)
                .map(library ->
                        "| %s | %s | %s |"
                                .formatted(
                                        name(library),
                                        library.path("version").asString(),
                                        String.join(" or ", known(library))))
                .sorted()
                .toList();
    }

    private static Stream<JsonNode> libraries(JsonNode materials) {
        return Wiring.items(materials.path("components"))
                .filter(one -> !one.path("group").asString("").equals(OURS));
    }

    private static String name(JsonNode library) {
        return library.path("group").asString("") + ":" + library.path("name").asString();
    }

    // Of several, the user may choose one.
    private Set<String> known(JsonNode library) {
        String corrected = corrections.get(name(library));
        if (corrected != null) {
            return Set.of(corrected);
        }
        return Wiring.items(library.path("licenses"))
                .map(Licences::said)
                .map(said -> names.getOrDefault(said, said))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String said(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return Stream.of(licence.path("id"), licence.path("name"), choice.path("expression"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst()
                .orElse("nothing");
    }
}
