package proglog.torture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import proglog.Bytes;

/// Names one value in the whole run, and is all that is needed to make it. Immutable.
///
/// @param writer who appends it
/// @param operation the how many-th append of that writer
/// @param index its place in the batch
record ValueId(int writer, int operation, int index) {

    private static final Pattern TEXT =
            Pattern.compile("w(\\d{1,4})-(\\d{1,9})-(\\d{1,4})(?::(.*))?");
    private static final int PADDINGS = 211;

    /// The value itself: its name, and padding that differs from one to the next.
    Bytes value() {
        int padding = (operation * 31 + index * 7 + writer) % PADDINGS;
        String letter = String.valueOf((char) ('a' + (operation + index) % 26));
        String text = padding == 0 ? toString() : this + ":" + letter.repeat(padding);
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Whose value this is, if anybody's.
    static Optional<ValueId> of(Bytes value) {
        String text = new String(value.toByteArray(), StandardCharsets.US_ASCII);
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ValueId id =
                new ValueId(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
        return id.value().equals(value) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public String toString() {
        return "w%d-%d-%d".formatted(writer, operation, index);
    }
}
