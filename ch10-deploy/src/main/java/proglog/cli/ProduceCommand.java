package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import proglog.Bytes;
import proglog.loadbalance.Producer;
import proglog.loadbalance.Proglog;

/// `proglog produce`: each line it reads becomes a record.
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = {
            "Appends each line of the files, or of the standard input, as a record, without its"
                + " line feed. What is printed is on the disks of a majority. In a cluster it tries"
                + " again while that can help, and each line is in the log once."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all lines are appended",
            "1:the log cannot be reached, or cannot append now: the lines without an offset are not"
                    + " appended",
            "2:wrong usage, or a line that the log refuses",
            "3:lines without an offset may be appended or not",
            "4:not permitted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  echo hello | ./proglog produce",
            "  ./proglog produce --output ranges access.log",
            "  tail -f access.log | ./proglog produce --addr proglog:///10.0.0.7:8400 --certs certs"
        })
final class ProduceCommand extends ClientCommand {

    @Parameters(
            paramLabel = "<file>",
            description = "Files to read, one after the other. Default: the standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--output",
            paramLabel = "offsets|ranges|none",
            description =
                    "Print each record's offset, or, at the end, the ranges of them, or nothing."
                            + " Default: offsets; on a terminal ranges, once there are many.")
    private Optional<OffsetPrinter.Format> format = Optional.empty();

    ProduceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean isOfEarlierChapters() {
        return files.isEmpty() && format.isEmpty();
    }

    @Override
    int run(Proglog cluster) throws IOException, InterruptedException {
        Receipts receipts = new Receipts();
        ProgressBar progress = new ProgressBar(err(), surroundings().isTerminal(2), size());
        try (OutputStream out = surroundings().terminal().out();
                Producer producer = cluster.producer()) {
            Thread sender = Thread.ofPlatform().name("lines").start(() -> send(producer, receipts));
            OffsetPrinter printer = new OffsetPrinter(format(), out);
            try {
                receipts.printTo(printer, progress);
            } finally {
                sender.interrupt();
                progress.end();
                printer.end();
            }
        }
        return ExitCode.OK;
    }

    private OffsetPrinter.Format format() {
        return format.orElse(
                surroundings().isTerminal(1)
                        ? OffsetPrinter.Format.brief
                        : OffsetPrinter.Format.offsets);
    }

    // The outermost frame of its thread.
    private void send(Producer producer, Receipts receipts) {
        try {
            try {
                sendAll(producer, receipts);
                receipts.end();
            } catch (IOException | RuntimeException failure) {
                receipts.fail(failure);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever prints has given up
        }
    }

    private void sendAll(Producer producer, Receipts receipts)
            throws IOException, InterruptedException {
        boolean goesOn = true;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                goesOn = goesOn && send(in, producer, receipts);
            }
        }
        if (files.isEmpty()) {
            var _ = send(surroundings().terminal().in(), producer, receipts);
        }
    }

    private static boolean send(InputStream in, Producer producer, Receipts receipts)
            throws IOException, InterruptedException {
        Lines lines = new Lines(in);
        boolean goesOn = true;
        List<Bytes> next = lines.next();
        while (goesOn && !next.isEmpty()) {
            long bytes = next.stream().mapToLong(line -> line.length() + 1L).sum();
            goesOn = receipts.add(producer.sendAll(next), bytes);
            next = lines.next();
        }
        return goesOn;
    }

    // How much there is to read, where that is known.
    private long size() throws IOException {
        long size = 0;
        for (Path file : files) {
            if (Files.notExists(file)) {
                throw new IOException("no file " + file);
            }
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IOException("%s cannot be read".formatted(file));
            }
            size += Files.size(file);
        }
        return size;
    }
}
