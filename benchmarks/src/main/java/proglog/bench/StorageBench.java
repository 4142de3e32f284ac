package proglog.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;

/// Measures the storage against the raw limit of the machine and prints the figures as JSON.
@Command(
        name = "proglog bench storage",
        sortOptions = false,
        description = {
            "Measures the storage of chapter 3 and prints the figures as JSON.",
            "",
            "Every figure is measured next to the raw limit, what the file system does with the"
                + " same bytes without a log, in turns and in the same run; it is the median of the"
                + " ratios, with the smallest and the largest. The files are deleted at the end.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  proglog bench storage --quick",
            "  proglog bench storage --dir /mnt/disk --json storage.json",
            "  proglog bench storage --only sequential-read --rounds 20",
            "  proglog bench storage --check > /dev/null && echo fast enough",
            "",
            "Exit code: 0; with --check 1 when a target is missed; 2 when the options are wrong or"
                    + " nothing could be measured."
        })
public final class StorageBench implements Callable<Integer> {

    private static final int MAX_ROUNDS = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--quick",
            description = "Measure less: under a minute instead of some minutes.")
    private boolean quick;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to put the files, 5 GiB at most (default: the directory for temporary"
                            + " files). It decides which disk is measured.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir", "."));

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the JSON to this file as well.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Measurements.Names.class)
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often to measure each (default: 7 with --quick, else 21).")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measure nothing: take the JSON that --json once wrote to this file.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Put a table of the figures into this file, as in benchmarks/RESULTS.md.")
    private Optional<Path> results = Optional.empty();

    @Option(names = "--check", description = "Fail when a target is missed.")
    private boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean unusedHelp; // picocli acts on it

    /// Runs the command.
    public static void main(String[] args) {
        Logging.toStandardError();
        System.exit(new CommandLine(new StorageBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        requireSensible();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Report report =
                    from.isPresent()
                            ? Report.parse(Files.readString(from.get()))
                            : measure(scale(), new Progress(err, Progress.onTerminal()));
            if (json.isPresent()) {
                Files.writeString(json.get(), report.toJson() + System.lineSeparator());
            }
            if (results.isPresent()) {
                ResultsTable.write(report, results.get());
            }
            spec.commandLine().getOut().println(report.toJson());
            return check && !report.pass() ? 1 : 0;
        } catch (IOException | CommitLogException e) {
            err.println("nothing could be measured: " + e.getMessage());
            return 2;
        }
    }

    private void requireSensible() {
        if (rounds.isPresent() && (rounds.get() < 1 || rounds.get() > MAX_ROUNDS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds is %d, must be from 1 to %d".formatted(rounds.get(), MAX_ROUNDS));
        }
        for (String name : only) {
            if (!Measurements.all().containsKey(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only is %s, must be one of %s"
                                .formatted(name, String.join(", ", Measurements.all().keySet())));
            }
        }
    }

    Scale scale() {
        Scale scale = quick ? Scale.quick() : Scale.full();
        return rounds.map(scale::withRounds).orElse(scale);
    }

    Report measure(Scale scale, Progress progress) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Scratch scratch = Scratch.create(directory, scale.diskBytes())) {
            Machine machine = Machine.here(directory);
            Map<String, Supplier<Measurement>> chosen = Measurements.all();
            if (!only.isEmpty()) {
                chosen.keySet().retainAll(only);
            }
            int number = 0;
            for (Map.Entry<String, Supplier<Measurement>> each : chosen.entrySet()) {
                progress.show(each.getKey(), ++number, chosen.size());
                figures.addAll(each.getValue().get().run(scratch, scale));
            }
            return Report.of(scale, Commit.current(), machine, figures);
        } finally {
            progress.clear();
        }
    }
}
