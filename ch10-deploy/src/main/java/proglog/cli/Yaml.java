package proglog.cli;

/// Text as YAML has it.
final class Yaml {

    private Yaml() {}

    /// A scalar in single quotes, where nothing but the quote itself means anything.
    static String quoted(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }
}
