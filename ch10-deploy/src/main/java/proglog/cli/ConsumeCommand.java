package proglog.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.grpc.ConsumeOptions;
import proglog.loadbalance.Consumer;
import proglog.loadbalance.Proglog;

/// `proglog consume`: prints records from a place on, and waits for more when asked to.
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the records of a log, each with a line feed behind it. Of a cluster it asks the"
                    + " followers, and goes on elsewhere when one is lost."
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

    @Mixin private ConsumeOptions options = new ConsumeOptions();

    @Option(
            names = "--name",
            paramLabel = "<name>",
            description =
                    "Go on where the last one of this name was: the cluster remembers it. After a"
                            + " crash the last records may come again.")
    private Optional<String> name = Optional.empty();

    ConsumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean isOfEarlierChapters() {
        return name.isEmpty();
    }

    @Override
    int run(Proglog cluster) throws IOException, InterruptedException {
        if (name.isPresent() && options.hasStart()) {
            throw new IllegalArgumentException(
                    "--name says where to begin, and so does --from or --since: give one of them");
        }
        OffsetRange there = offsets(cluster.log());
        long first = options.start(cluster.log()).orElse(there.first());
        if (first > there.next() && !options.follows()) {
            throw new OffsetOutOfRangeException(first, there);
        }
        try (OutputStream out = surroundings().terminal().out();
                Consumer consumer = open(cluster, first)) {
            RecordPrinter printer = new RecordPrinter(options.format(), out);
            print(consumer, printer, options.follows() ? Long.MAX_VALUE : there.next());
        }
        return ExitCode.OK;
    }

    private Consumer open(Proglog cluster, long first) {
        return name.map(cluster::consumer).orElseGet(() -> cluster.consumer(first));
    }

    private void print(Consumer consumer, RecordPrinter printer, long end)
            throws IOException, InterruptedException {
        long left = options.count();
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
        if (name.isPresent()) {
            consumer.save();
        }
    }
}
