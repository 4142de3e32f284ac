package proglog.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a method that is yet to be written, and what takes its place meanwhile.
final class Blank {

    // Text before comments: what looks like a comment in a text is none.
    private static final Pattern TEXT_OR_COMMENT =
            Pattern.compile(
                    "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+'|(//.*|/\\*(?s:.*?)\\*/)");

    private Blank() {}

    /// The file with every task's body blank: what a reader starts from.
    static String starter(Source reference) {
        Map<Method, String> bodies = new HashMap<>();
        reference.tasks().forEach(method -> bodies.put(method, body(reference, method)));
        return reference.with(bodies);
    }

    /// The starter in which all but the tasks in `blank` are played by the reference, line by line.
    static String starter(Source reference, Set<TaskId> blank) {
        Source starter = Source.parse(reference.name(), starter(reference));
        Map<Method, String> bodies = new HashMap<>();
        for (Method asked : reference.tasks()) {
            if (!blank.contains(asked.task().orElseThrow())) {
                Method place = starter.find(asked).orElseThrow();
                bodies.put(place, inPlaceOf(starter.body(place), reference.body(asked)));
            }
        }
        return starter.with(bodies);
    }

    /// The blank body of `method`, which stands in `source` and is a task.
    static String body(Source source, Method method) {
        String margin = " ".repeat(source.indent(method));
        return "{\n%s    throw new UnsupportedOperationException(\"%s\");\n%s}"
                .formatted(margin, method.task().orElseThrow().todo(), margin);
    }

    /// Whether the method in the reader's file is as blank as it was.
    static boolean isIn(String body, TaskId task) {
        return squeezed(body)
                .equals(
                        "{throw new UnsupportedOperationException(\"%s\");}"
                                .formatted(task.todo()));
    }

    /// `body`, so that it has as many lines as `blank`: what stands below keeps its number.
    static String inPlaceOf(String blank, String body) {
        String line =
                TEXT_OR_COMMENT
                        .matcher(body)
                        .replaceAll(found ->
                                found.group(1) == null
                                        ? Matcher.quoteReplacement(found.group())
                                        : " ")
                        .replaceAll("\\s*\n\\s*", " ");
        return line + "\n".repeat((int) blank.chars().filter(c -> c == '\n').count());
    }

    private static String squeezed(String body) {
        return body.replaceAll("\\s+", " ")
                .replace("{ ", "{")
                .replace(" }", "}")
                .replace("; ", ";");
    }
}
