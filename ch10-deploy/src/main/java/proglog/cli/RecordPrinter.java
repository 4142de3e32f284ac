package proglog.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.grpc.ConsumeOptions;

/// Prints records, a line each. For one thread only.
final class RecordPrinter {

    private static final int BUFFER = 256 * 1024;

    private final ConsumeOptions.Format format;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used; // of the buffer

    RecordPrinter(ConsumeOptions.Format format, OutputStream out) {
        this.format = format;
        this.out = out;
    }

    void print(LogRecord record) throws IOException {
        switch (format) {
            case raw -> line(record.value());
            case json -> line(Bytes.wrap(json(record)));
        }
    }

    private void line(Bytes text) throws IOException {
        if (text.length() >= buffer.length - used) {
            write();
        }
        if (text.length() >= buffer.length) {
            out.write(text.toByteArray());
        } else {
            text.copyTo(buffer, used);
            used += text.length();
        }
        buffer[used++] = '\n';
    }

    private static byte[] json(LogRecord record) {
        String value = Base64.getEncoder().encodeToString(record.value().toByteArray());
        return "{\"offset\":%s,\"appendedAt\":\"%s\",\"value\":\"%s\"}"
                .formatted(record.offset(), record.appendedAt(), value)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void write() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    /// Whoever waits for what was printed has it now.
    void flush() throws IOException {
        write();
        out.flush();
    }
}
