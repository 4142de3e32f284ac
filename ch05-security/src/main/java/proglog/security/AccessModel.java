package proglog.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casbin.jcasbin.model.Assertion;
import org.casbin.jcasbin.model.Model;

/// How policies are read: a model in Casbin's format that was found to be usable. Immutable.
///
/// jCasbin takes almost anything for a model and fails, or allows everything, when it is asked; so
/// what it would pass over is refused here.
final class AccessModel {

    private static final List<String> REQUEST = List.of("r_sub", "r_obj", "r_act");
    private static final List<String> IN_A_POLICY = List.of("p_sub", "p_obj", "p_act");
    private static final String ANYBODY = "somebody no policy names";

    private final String text;
    private final Map<String, List<String>> fields; // of lines that begin with p, g, g2 ...

    private AccessModel(String text, Map<String, List<String>> fields) {
        this.text = text;
        this.fields = fields;
    }

    static AccessModel parse(Path file, String text) throws AccessListException {
        ModelSections.check(file, text);
        try {
            Model model = Model.newModelFromString(text);
            checkDefinitions(file, model);
            // "Allowed unless forbidden" is a model to Casbin, and so is a slip like m = true.
            if (CasbinEngine.over(text, List.of()).permitsSomething(ANYBODY)) {
                throw AccessListException.of(file, "allows everybody what no policy allows");
            }
            return new AccessModel(text, fields(model));
        } catch (RuntimeException broken) { // of any kind, depending on how it is broken
            throw AccessListException.of(file, reason(broken));
        }
    }

    private static void checkDefinitions(Path file, Model model) throws AccessListException {
        for (String key : Model.requiredSections) {
            if (!model.model.getOrDefault(key, Map.of()).containsKey(key)) {
                String section = Model.sectionNameMap.get(key);
                throw AccessListException.of(file, "no '%s =' in [%s]".formatted(key, section));
            }
        }
        if (!tokens(model, "r").equals(REQUEST)) {
            throw AccessListException.of(file, "a request is 'r = sub, obj, act'");
        }
        if (!tokens(model, "p").containsAll(IN_A_POLICY)) {
            throw AccessListException.of(file, "a policy has at least 'p = sub, obj, act'");
        }
    }

    private static List<String> tokens(Model model, String key) {
        Assertion definition = model.model.getOrDefault(key, Map.of()).get(key);
        return definition == null ? List.of() : Arrays.asList(definition.tokens);
    }

    private static Map<String, List<String>> fields(Model model) {
        Map<String, List<String>> fields = new HashMap<>();
        Map<String, Assertion> roles = model.model.getOrDefault("g", Map.of());
        roles.forEach(
                (type, definition) -> fields.put(type, List.of(definition.value.split(",", -1))));
        fields.put("p", tokens(model, "p"));
        return Map.copyOf(fields);
    }

    /// What went wrong inside jCasbin, on one line.
    static String reason(RuntimeException broken) {
        String message = broken.getMessage();
        return LogText.of(message == null ? broken.getClass().getSimpleName() : message);
    }

    /// The fields of lines that begin with `type`; none when the model does not define such lines.
    List<String> fieldsOf(String type) {
        return fields.getOrDefault(type, List.of());
    }

    CasbinEngine engine(List<String> policy) {
        return CasbinEngine.over(text, policy);
    }

    /// Is there a request that a line `p` with these `values` would allow, were it the only one?
    /// Its subject and its effect do not matter.
    boolean canMatch(List<String> values) {
        List<String> columns = fieldsOf("p");
        String[] line = values.toArray(String[]::new);
        line[columns.indexOf("p_sub")] = ANYBODY;
        if (columns.contains("p_eft")) {
            line[columns.indexOf("p_eft")] = "allow";
        }
        String quoted =
                Stream.of(line)
                        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(", ", "p, ", ""));
        return engine(List.of(quoted)).permitsSomething(ANYBODY);
    }
}
