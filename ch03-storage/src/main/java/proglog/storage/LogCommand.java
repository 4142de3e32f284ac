package proglog.storage;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import proglog.OffsetRange;

/// `proglog log dump|verify <dir>`: shows what the files of a log hold, and whether it is what was
/// written.
@Command(
        name = "proglog log",
        mixinStandardHelpOptions = true,
        version = LogCommand.VERSION,
        description = "Shows what a log's files hold, and whether they are damaged.",
        synopsisSubcommandLabel = "dump|verify",
        footer = "%nBoth only read: no lock, no repair; damaged logs and logs in use are welcome.")
public final class LogCommand {

    static final String VERSION = "reads files of format version " + StoreHeader.VERSION;
    private static final int DAMAGED = 1;
    private static final int UNREADABLE = 3;

    private LogCommand() {}

    /// Runs the command line and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command, to be run alone or as part of a larger one.
    public static CommandLine commandLine() {
        return new CommandLine(new LogCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /// What both commands take.
    static final class Common {

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "<dir>", description = "The log's directory.")
        private Path directory = Path.of("");

        @Option(
                names = "--output",
                paramLabel = "text|json",
                description = "Text, or one JSON object a line. Default: ${DEFAULT-VALUE}.")
        private Report.Format format = Report.Format.text;

        int run(Selection selection) {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            Report report =
                    switch (format) {
                        case text -> new TextReport(out, selection);
                        case json -> new JsonReport(out, selection);
                    };
            try {
                if (LogDirectory.list(directory).isEmpty()) {
                    throw new IOException("no log: it holds no .store file");
                }
                report.begin(directory, LogDirectory.holder(directory));
                boolean quiet = selection.frames() || !Progress.isWanted();
                Verification verification =
                        Verification.of(
                                new LocalDisk(),
                                directory,
                                selection.range(),
                                quiet ? report : new Progress(report, err));
                report.end(verification);
                return exitCode(verification.verdict());
            } catch (IOException failure) {
                err.println("%s cannot be read: %s".formatted(directory, explain(failure)));
                return UNREADABLE;
            } finally {
                out.flush();
            }
        }

        private String explain(IOException failure) {
            if (Files.notExists(directory)) {
                return "there is no such directory";
            }
            return Files.isDirectory(directory)
                    ? Escaped.text(String.valueOf(failure.getMessage()))
                    : "it is not a directory";
        }

        private static int exitCode(Verification.Verdict verdict) {
            return switch (verdict) {
                case WHOLE -> CommandLine.ExitCode.OK;
                case DAMAGED -> DAMAGED;
                case UNREADABLE -> UNREADABLE;
            };
        }
    }

    @Command(
            name = "dump",
            mixinStandardHelpOptions = true,
            version = VERSION,
            exitCodeOnExecutionException = UNREADABLE,
            description = "Lists the segments and frames of a log; says where damage is.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:whole; what a crash explains, such as a torn tail, is told and is no damage",
                "1:damage found",
                "2:wrong usage",
                "3:something cannot be read"
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  proglog log dump data",
                "  proglog log dump --records --from 100 --to 110 data",
                "  proglog log dump --output json data | jq 'select(.type == \"frame\")'"
            })
    int dump(
            @Mixin Common common,
            @Option(names = "--records", description = "Print each record's value, escaped.")
                    boolean records,
            @Option(
                            names = "--from",
                            paramLabel = "<offset>",
                            defaultValue = "0",
                            description = "The first offset to show. Default: 0.")
                    long from,
            @Option(
                            names = "--to",
                            paramLabel = "<offset>",
                            defaultValue = "" + Long.MAX_VALUE,
                            description = "Show offsets below this one only. Default: all.")
                    long to) {
        if (from < 0 || to < from) {
            throw new ParameterException(
                    common.spec.commandLine(),
                    "--from %d --to %d is not a range of offsets".formatted(from, to));
        }
        return common.run(new Selection(true, records, new OffsetRange(from, to)));
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            version = VERSION,
            exitCodeOnExecutionException = UNREADABLE,
            description = {
                "Checks every checksum of a log and every index entry; says where damage is, and"
                        + " tells a torn tail from corruption."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:whole; what a crash explains, such as a torn tail, is told and is no damage",
                "1:damage found",
                "2:wrong usage",
                "3:something cannot be read"
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  proglog log verify data",
                "  proglog log verify data > /dev/null && echo whole",
                "  proglog log verify --output json data | jq 'select(.type == \"finding\")'"
            })
    int verify(@Mixin Common common) {
        return common.run(new Selection(false, false, Verification.ALL));
    }
}
