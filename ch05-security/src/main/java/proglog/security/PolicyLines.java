package proglog.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.casbin.jcasbin.util.Util;

/// Reads a policy file line by line, and refuses every line that would say nothing: jCasbin passes
/// over those in silence, and a slip would take a right away, or fail to. For one thread only.
final class PolicyLines {

    private final Path file;
    private final AccessModel model;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> granted = new HashSet<>(); // fields of policies, members of roles
    private final Map<String, Integer> roles = new LinkedHashMap<>(); // and where they are given
    private final Map<List<String>, Boolean> matching = new HashMap<>();

    private PolicyLines(Path file, AccessModel model) {
        this.file = file;
        this.model = model;
    }

    /// The lines of `text` that matter, all of them sound.
    static List<String> parse(Path file, String text, AccessModel model)
            throws AccessListException {
        PolicyLines policy = new PolicyLines(file, model);
        List<String> raw = text.lines().map(String::strip).toList();
        for (int i = 0; i < raw.size(); i++) {
            if (!raw.get(i).isEmpty() && !raw.get(i).startsWith("#")) {
                policy.add(raw.get(i), i + 1);
            }
        }
        policy.checkTheWhole();
        return policy.lines;
    }

    private void add(String line, int number) throws AccessListException {
        List<String> fields = split(line, number);
        String type = fields.getFirst();
        List<String> values = fields.subList(1, fields.size());
        checkFields(type, values, number);
        if (type.equals("p")) {
            checkThatItCanMatch(values, number);
            granted.addAll(values);
        } else {
            granted.add(values.getFirst());
            roles.putIfAbsent(values.get(1), number);
        }
        lines.add(line);
    }

    private List<String> split(String line, int number) throws AccessListException {
        try {
            return Arrays.asList(Util.splitCommaDelimited(line));
        } catch (RuntimeException broken) { // of any kind, depending on how it is broken
            throw AccessListException.at(file, number, "not comma-separated: check its quotes");
        }
    }

    private void checkFields(String type, List<String> values, int number)
            throws AccessListException {
        List<String> names = model.fieldsOf(type);
        if (names.isEmpty()) {
            throw AccessListException.at(
                    file,
                    number,
                    "begins with '%s', which the model does not define"
                            .formatted(LogText.of(type)));
        }
        if (values.size() != names.size()) {
            throw AccessListException.at(
                    file,
                    number,
                    "%d fields after '%s', not %d".formatted(values.size(), type, names.size()));
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw AccessListException.at(file, number, "a field is empty");
        }
        int effect = names.indexOf("p_eft");
        if (effect >= 0 && !Set.of("allow", "deny").contains(values.get(effect))) {
            throw AccessListException.at(
                    file, number, "the effect is allow or deny, not " + shown(values.get(effect)));
        }
    }

    private void checkThatItCanMatch(List<String> values, int number) throws AccessListException {
        boolean canMatch;
        try {
            canMatch =
                    matching.computeIfAbsent(withoutSubject(values), _ -> model.canMatch(values));
        } catch (RuntimeException broken) { // a pattern that is none, for instance
            throw AccessListException.at(file, number, AccessModel.reason(broken));
        }
        if (!canMatch) {
            String actions =
                    Arrays.stream(Action.values())
                            .map(Action::policyName)
                            .collect(Collectors.joining(", "));
            throw AccessListException.at(
                    file,
                    number,
                    "can never match: the object is %s, the actions are %s"
                            .formatted(Authorizer.EVERYTHING, actions));
        }
    }

    private List<String> withoutSubject(List<String> values) {
        List<String> rest = new ArrayList<>(values);
        rest.remove(model.fieldsOf("p").indexOf("p_sub"));
        return rest;
    }

    private void checkTheWhole() throws AccessListException {
        if (lines.isEmpty()) {
            throw AccessListException.of(file, "no policies: nobody could do anything");
        }
        for (Map.Entry<String, Integer> role : roles.entrySet()) {
            if (!granted.contains(role.getKey())) {
                throw AccessListException.at(
                        file, role.getValue(), "no policy names " + shown(role.getKey()));
            }
        }
    }

    private static String shown(String text) {
        return LogText.of(text);
    }
}
