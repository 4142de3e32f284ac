package proglog.storage;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import proglog.Bytes;

/// Makes other people's bytes harmless to a terminal.
final class Escaped {

    private static final int SHOWN_BYTES = 1024;

    private Escaped() {}

    /// UTF-8 as quoted text, anything else in hexadecimal; long values are cut.
    static String value(Bytes value) {
        Bytes shown = value.slice(0, Math.min(value.length(), SHOWN_BYTES));
        String cut =
                shown.length() < value.length() ? "... (%d bytes)".formatted(value.length()) : "";
        try {
            return '"' + text(decode(shown)) + '"' + cut;
        } catch (CharacterCodingException _) {
            return "0x" + HexFormat.of().formatHex(shown.toByteArray()) + cut;
        }
    }

    private static String decode(Bytes shown) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(shown.asByteBuffer()).toString();
    }

    /// `text` with everything escaped that moves a cursor, changes a colour or hides itself.
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '\n' -> escaped.append("\\n");
                        case '\t' -> escaped.append("\\t");
                        case '"', '\\' -> escaped.append('\\').append((char) c);
                        default -> {
                            if (isHarmless(c)) {
                                escaped.appendCodePoint(c);
                            } else {
                                escaped.append("\\u{%x}".formatted(c));
                            }
                        }
                    }
                });
        return escaped.toString();
    }

    private static boolean isHarmless(int c) {
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
