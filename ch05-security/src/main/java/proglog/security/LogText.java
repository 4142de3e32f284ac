package proglog.security;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Makes text that a stranger chose harmless in a log line: it stays one line, moves no cursor,
/// changes no colour, hides nothing and is not long.
public final class LogText {

    private static final int MAX_CHARACTERS = 512;

    private LogText() {}

    static String of(List<Path> files) {
        return files.stream()
                .map(Path::toString)
                .map(LogText::of)
                .collect(Collectors.joining(", "));
    }

    /// `text` with everything escaped that is not plainly visible, and cut when it is long.
    public static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MAX_CHARACTERS).forEach(c -> append(safe, c));
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            safe.append("...");
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '"' || c == '\\') {
            safe.append('\\').append((char) c);
        } else if (isVisible(c)) {
            safe.appendCodePoint(c);
        } else {
            safe.append("\\u{%x}".formatted(c));
        }
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
