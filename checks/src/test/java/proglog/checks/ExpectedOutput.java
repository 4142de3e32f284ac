package proglog.checks;

import java.util.List;
import java.util.regex.Pattern;

/// What a page says a command prints. `…` stands for any text within a line; a line that is only
/// `…` stands for any number of lines.
record ExpectedOutput(List<String> lines) {

    private static final String ANYTHING = "…";

    boolean matches(List<String> printed) {
        StringBuilder text = new StringBuilder();
        printed.forEach(line -> text.append(line).append('\n'));
        return pattern().matcher(text).matches();
    }

    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        for (String line : lines) {
            if (line.strip().equals(ANYTHING)) {
                pattern.append("(?:[^\n]*\n)*");
            } else {
                for (String part : line.splitWithDelimiters(ANYTHING, 0)) {
                    pattern.append(part.equals(ANYTHING) ? "[^\n]*" : Pattern.quote(part));
                }
                pattern.append('\n');
            }
        }
        return Pattern.compile(pattern.toString());
    }
}
