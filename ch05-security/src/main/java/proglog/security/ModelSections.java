package proglog.security;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.casbin.jcasbin.model.Model;

/// Looks for what jCasbin passes over in a model: sections it does not know, and definitions that
/// replace others.
final class ModelSections {

    private ModelSections() {}

    static void check(Path file, String text) throws AccessListException {
        Set<String> seen = new HashSet<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("[") && !isKnown(line)) {
                throw AccessListException.at(file, i + 1, "unknown section " + shown(line));
            }
            String name = line.replaceFirst("=.*", "").strip();
            if (name.matches("[rpgem]\\d*") && line.contains("=") && !seen.add(name)) {
                throw AccessListException.at(file, i + 1, "a second '%s ='".formatted(name));
            }
        }
        if (seen.isEmpty()) {
            throw AccessListException.of(file, "no definitions: is it a model in Casbin's format?");
        }
    }

    private static boolean isKnown(String line) {
        return line.endsWith("]")
                && Model.sectionNameMap.containsValue(line.substring(1, line.length() - 1));
    }

    private static String shown(String line) {
        return LogText.of(line);
    }
}
