package proglog.grpc;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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

    @Mixin private final ChannelOptions server;
    @Mixin private ConsumeOptions options = new ConsumeOptions();
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
        long first = options.start(log).orElse(there.first());
        if (first > there.next() && !options.follows()) {
            throw new OffsetOutOfRangeException(first, there);
        }
        long end = options.follows() ? Long.MAX_VALUE : Math.max(first, there.next());
        end = options.count() < end - first ? first + options.count() : end;
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
        return switch (options.format()) {
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
