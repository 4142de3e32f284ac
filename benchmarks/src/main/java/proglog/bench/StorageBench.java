package proglog.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private BenchOptions options = new BenchOptions();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Measurements.Names.class)
    private List<String> only = List.of();

    /// Runs the command.
    public static void main(String[] args) {
        Logging.toStandardError();
        System.exit(new CommandLine(new StorageBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return bench().run(spec.commandLine());
    }

    Bench bench() {
        return new Bench("storage", Measurements.all(), options, only);
    }
}
