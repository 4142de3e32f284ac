package proglog.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import proglog.LogRecord;

/// A record as people look at it. Immutable.
///
/// @param offset its place in the log
/// @param at when the log took it, in milliseconds since 1970
/// @param bytes how long the value is
/// @param value its beginning: as text when it is text, else in hexadecimal
/// @param isText whether it is text
/// @param isCut whether there is more of it
record RecordView(long offset, long at, int bytes, String value, boolean isText, boolean isCut) {

    /// `record`, of whose value `most` bytes are shown.
    static RecordView of(LogRecord record, int most) {
        int length = record.value().length();
        boolean isCut = length > most;
        byte[] shown = record.value().slice(0, Math.min(length, most)).toByteArray();
        Optional<String> text = text(shown, isCut);
        return new RecordView(
                record.offset(),
                record.appendedAt().toEpochMilli(),
                length,
                text.orElseGet(() -> HexFormat.ofDelimiter(" ").formatHex(shown)),
                text.isPresent(),
                isCut);
    }

    // A cut in the middle of a character does not make it less of a text.
    private static Optional<String> text(byte[] utf8, boolean isCut) {
        CharBuffer text = CharBuffer.allocate(utf8.length);
        CoderResult result =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), text, !isCut);
        return result.isError() || text.flip().chars().anyMatch(RecordView::isControl)
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t';
    }
}
