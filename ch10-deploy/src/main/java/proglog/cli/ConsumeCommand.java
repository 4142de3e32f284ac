package proglog.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.loadbalance.Consumer;
import proglog.loadbalance.Proglog;

/// `proglog consume`: prints records from a place on, and waits for more when asked to.
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the records of a log, a line each. Of a cluster it asks the followers, and goes"
                    + " on elsewhere when one is lost."
        },
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
            "  ./proglog consume > everything.txt",
            "  ./proglog consume --from 100 --count 10 --output json",
            "  ./proglog consume --since 2026-11-20T08:00:00Z --follow",
            "  ./proglog consume --name billing --follow"
        })
final class ConsumeCommand extends ClientCommand {

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

        @Option(
                names = "--name",
                paramLabel = "<name>",
                description =
                        "Go on where the last one of this name was: the cluster remembers it. After"
                                + " a crash the last records may come again.")
        private Optional<String> name = Optional.empty();
    }

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
    private RecordPrinter.Format format = RecordPrinter.Format.raw;

    ConsumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean isOfEarlierChapters() {
        return start.name.isEmpty();
    }

    @Override
    int run(Proglog cluster) throws IOException, InterruptedException {
        OffsetRange there = offsets(cluster.log());
        long first =
                start.time
                        .map(cluster.log()::offsetAt)
                        .or(() -> start.offset)
                        .orElse(there.first());
        if (first > there.next() && !follows) {
            throw new OffsetOutOfRangeException(first, there);
        }
        try (OutputStream out = surroundings().terminal().out();
                Consumer consumer = open(cluster, first)) {
            RecordPrinter printer = new RecordPrinter(format, out);
            print(consumer, printer, follows ? Long.MAX_VALUE : there.next());
        }
        return ExitCode.OK;
    }

    private Consumer open(Proglog cluster, long first) {
        return start.name.map(cluster::consumer).orElseGet(() -> cluster.consumer(first));
    }

    private void print(Consumer consumer, RecordPrinter printer, long end)
            throws IOException, InterruptedException {
        long left = count;
        while (left > 0 && consumer.position() < end) {
            printer.print(consumer.next());
            left--;
            if (!consumer.isReady()) {
                printer.flush();
                save(consumer);
            }
        }
        printer.flush();
        save(consumer);
    }

    private void save(Consumer consumer) {
        if (start.name.isPresent()) {
            consumer.save();
        }
    }
}
