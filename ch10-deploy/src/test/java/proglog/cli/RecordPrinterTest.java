package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.grpc.ConsumeOptions;

/// How records are printed.
final class RecordPrinterTest {

    private static final int BUFFER = 256 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void printsAValueALine() throws IOException {
        RecordPrinter printer = new RecordPrinter(ConsumeOptions.Format.raw, out);

        printer.print(record("one"));
        printer.print(record(""));
        printer.print(record("three"));
        printer.flush();

        assertThat(out).hasToString("one\n\nthree\n");
    }

    @Test
    void printsTheOffsetAndTheTimeAsJson() throws IOException {
        RecordPrinter printer = new RecordPrinter(ConsumeOptions.Format.json, out);

        printer.print(record("ä"));
        printer.flush();

        assertThat(out)
                .hasToString(
                        "{\"offset\":7,\"appendedAt\":\"2026-11-20T08:00:00Z\",\"value\":\"w6Q=\"}\n");
    }

    @Test
    void printsNothingBeforeThereIsEnough() throws IOException {
        RecordPrinter printer = new RecordPrinter(ConsumeOptions.Format.raw, out);

        printer.print(record("a"));

        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {BUFFER - 2, BUFFER - 1, BUFFER, BUFFER + 1})
    void losesNothingOfALongValue(int length) throws IOException {
        RecordPrinter printer = new RecordPrinter(ConsumeOptions.Format.raw, out);
        String value = "x".repeat(length);

        printer.print(record("before"));
        printer.print(record(value));
        printer.print(record("after"));
        printer.flush();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("before\n" + value + "\nafter\n");
    }

    @Test
    void losesNothingWhereTheBufferIsFull() throws IOException {
        RecordPrinter printer = new RecordPrinter(ConsumeOptions.Format.raw, out);
        String value = "x".repeat(BUFFER - 8); // after "before\n" there is room for it alone

        printer.print(record("before"));
        printer.print(record(value));
        printer.print(record("after"));
        printer.flush();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("before\n" + value + "\nafter\n");
    }

    private static LogRecord record(String value) {
        return new LogRecord(7, Instant.parse("2026-11-20T08:00:00Z"), Bytes.utf8(value));
    }
}
