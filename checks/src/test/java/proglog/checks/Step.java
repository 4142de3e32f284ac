package proglog.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A command of a ```console block, and what follows it there.
///
/// @param line where it stands on its page, counted from 1
record Step(int line, String command, ExpectedOutput output) {

    private static final String PROMPT = "$ ";
    private static final String CONTINUED = "> ";
    private static final Pattern PORT = Pattern.compile("\\b(8080|84[012][0-3])\\b");

    /// The steps of all the blocks of a page: one session, top to bottom.
    static List<Step> of(MarkdownFile page) {
        return page.blocks().stream()
                .filter(block -> block.language().equals("console"))
                .flatMap(block -> of(block).stream())
                .toList();
    }

    private static List<Step> of(CodeBlock block) {
        List<Step> steps = new ArrayList<>();
        List<String> lines = block.lines();
        int i = 0;
        while (i < lines.size()) {
            if (!lines.get(i).startsWith(PROMPT)) {
                throw new IllegalArgumentException(
                        "line %d is neither a command nor printed by one"
                                .formatted(block.line() + 1));
            }
            int at = block.line() + 1 + i;
            StringBuilder command = new StringBuilder(lines.get(i++).substring(PROMPT.length()));
            while (i < lines.size() && lines.get(i).startsWith(CONTINUED)) {
                command.append('\n').append(lines.get(i++).substring(CONTINUED.length()));
            }
            int first = i;
            while (i < lines.size() && !lines.get(i).startsWith(PROMPT)) {
                i++;
            }
            steps.add(
                    new Step(at, command.toString(), new ExpectedOutput(lines.subList(first, i))));
        }
        return steps;
    }

    /// Whether the command is left running: what it prints may come late.
    boolean isInBackground() {
        return command.strip().endsWith("&");
    }

    /// The same with the ports that pages print replaced by some that are free.
    ///
    /// @param ports for each port that pages print, the one to be used
    Step onPorts(Map<String, Integer> ports) {
        return new Step(
                line,
                moved(command, ports),
                new ExpectedOutput(
                        output.lines().stream().map(text -> moved(text, ports)).toList()));
    }

    private static String moved(String text, Map<String, Integer> ports) {
        return PORT.matcher(text).replaceAll(found -> String.valueOf(ports.get(found.group())));
    }
}
