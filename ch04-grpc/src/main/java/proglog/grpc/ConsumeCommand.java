package proglog.grpc;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// `proglog consume`: prints records from a place on, and waits for more when asked to.
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        description = "Prints the records of a log, a line each.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was asked for is printed",
            "1:the log cannot be reached, or cannot read now",
            "2:wrong usage",
            "4:not permitted",
            "5:the log does not have that offset",
            "6:the log is damaged there"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  proglog consume",
            "  proglog consume --from 100 --count 10 --output json",
            "  proglog consume --since 2026-11-20T08:00:00Z --follow"
        })
final class ConsumeCommand implements Callable<Integer> {

    /// How a record is printed.
    enum Format {
        raw,
        json
    }

    /// Where to begin: one of them, or with the first record there is.
    static final class Start {

        @Option(names = "--from", paramLabel = "<offset>", description = "The first offset.")
        private Optional<Long> offset = Optional.empty();

        @Option(
                names = "--since",
                paramLabel = "<time>",
                description =
                        "Begin with what was appended then or later, such as in UTC"
                                + " 2026-11-20T08:00:00Z.")
        private Optional<Instant> time = Optional.empty();

        long in(RemoteLog log) {
            return time.map(log::offsetAt).or(() -> offset).orElseGet(() -> log.offsets().first());
        }
    }

    @Mixin private final ChannelOptions server;

    @ArgGroup private Start start = new Start();

    @Option(
            names = "--count",
            paramLabel = "<n>",
            description = "Stop after so many records. Default: at the end of the log.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--follow", description = "At the end of the log, wait for more.")
    private boolean follows;

    @Option(
            names = "--output",
            paramLabel = "raw|json",
            description = "The value alone, or offset, time and value (in base64). Default: raw.")
    private Format format = Format.raw;

    private final Terminal terminal;

    ConsumeCommand(ChannelOptions server, Terminal terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ManagedChannel channel = server.open();
        try (RemoteLog log = new RemoteLog(channel);
                OutputStream out = terminal.out()) {
            print(log, out);
            return ExitCode.OK;
        } finally {
            channel.shutdownNow();
        }
    }

    private void print(RemoteLog log, OutputStream out) throws IOException, InterruptedException {
        OffsetRange there = log.offsets();
        long first = start.in(log);
        if (first > there.next() && !follows) {
            throw new OffsetOutOfRangeException(first, there);
        }
        long end = follows ? Long.MAX_VALUE : Math.max(first, there.next());
        end = count < end - first ? first + count : end;
        try (LogCursor cursor = log.follow(first)) {
            for (long offset = first; offset < end; offset++) {
                out.write(line(cursor.next()));
                out.write('\n');
                if (!cursor.isReady()) {
                    out.flush();
                }
            }
        }
    }

    private byte[] line(LogRecord record) {
        return switch (format) {
            case raw -> record.value().toByteArray();
            case json ->
                    "{\"offset\":%s,\"appendedAt\":\"%s\",\"value\":\"%s\"}"
                            .formatted(
                                    record.offset(),
                                    record.appendedAt(),
                                    Base64.getEncoder()
                                            .encodeToString(record.value().toByteArray()))
                            .getBytes(StandardCharsets.US_ASCII);
        };
    }
}
