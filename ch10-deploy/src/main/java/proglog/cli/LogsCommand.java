package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `proglog logs`: what a node says.
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what a node of the local cluster has said.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:it has said nothing yet", "2:wrong usage, no such node"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog logs 0",
            "  ./proglog logs 1 --follow",
            "  ./proglog logs 2 --lines 5"
        })
final class LogsCommand extends LocalCommand {

    private static final Duration PERIOD = Duration.ofMillis(200);

    @Parameters(paramLabel = "<i>", description = "Which node: its number or its name.")
    private String which = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it says from now on.")
    private boolean follows;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "<n>",
            defaultValue = "1000",
            description = "How many of its last lines. Default: ${DEFAULT-VALUE}.")
    private int lines;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        LocalNode node = node(which);
        if (!Files.exists(node.log())) {
            throw new IOException(node.name() + " has said nothing yet");
        }
        try (RandomAccessFile file = new RandomAccessFile(node.log().toFile(), "r");
                InputStream said = Channels.newInputStream(file.getChannel());
                OutputStream out = surroundings().terminal().out()) {
            file.seek(lastLines(file));
            said.transferTo(out);
            out.flush();
            while (follows && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PERIOD.toNanos());
                said.transferTo(out);
                out.flush();
            }
        }
        return ExitCode.OK;
    }

    // Where the wanted lines begin.
    private long lastLines(RandomAccessFile file) throws IOException {
        if (lines <= 0) {
            return file.length();
        }
        long wanted = lines;
        for (long at = file.length() - 1; at > 0; at--) {
            file.seek(at - 1);
            if (file.read() == '\n' && --wanted <= 0) {
                return at;
            }
        }
        return 0;
    }
}
