package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import proglog.CommitLogException;
import proglog.bench.others.Others;

/// Measures three nodes of ours against three of Kafka, etcd and NATS, and prints a report as JSON.
@Command(
        name = "proglog bench compare",
        sortOptions = false,
        description = {
            "Measures three nodes of ours against three of Kafka, etcd and NATS JetStream: the same"
                    + " loads, in turns and in one run, on this machine and one disk.",
            "",
            "Each system is three processes on loopback with three copies of every record, and an"
                    + " append counts when most of them have it. Each is asked by its own client:"
                    + " one client, one log (partition, stream). Ours uses mutual TLS, as always;"
                    + " the others use none, which is to their advantage.",
            "",
            "Kafka and NATS take part twice: set so that they sync before they acknowledge, as ours"
                    + " and etcd always do, and as they are by default. What each has synced is in"
                    + " the report, and with strace on PATH, how often it does.",
            "",
            "etcd and nats-server (from 2.10 on) are taken from PATH, or else unpacked from"
                    + " Debian's packages into target/compare, where Maven puts Kafka. A system"
                    + " that cannot be had is left out, and the report says why.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  proglog bench compare --quick",
            "  proglog bench compare --only latency --systems kafka-sync,etcd",
            "  proglog bench compare --json benchmarks/results-compare.json --results"
                    + " benchmarks/RESULTS.md",
            "",
            "Exit code: 0; 2 when the options are wrong or nothing could be measured."
        })
public final class CompareBench implements Callable<Integer> {

    private static final int TURN = 2; // a client that fills its buffer first needs some time

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private BenchOptions options = new BenchOptions();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Loads.class)
    private List<String> only = List.of();

    @Option(
            names = "--systems",
            paramLabel = "NAME",
            split = ",",
            description = "Compare ours with these only: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Systems.class)
    private List<String> systems = List.of();

    /// Runs the command.
    public static void main(String[] args) {
        Logging.toStandardError();
        System.exit(new CommandLine(new CompareBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        requireKnown("--only", only, List.copyOf(Load.all().keySet()));
        requireKnown("--systems", systems, Others.NAMES);
        CommandLine command = spec.commandLine();
        try {
            CompareReport report =
                    options.from().isPresent()
                            ? CompareReport.parse(Files.readString(options.from().get()))
                            : measure(new Progress(command.getErr(), Progress.onTerminal()));
            if (options.json().isPresent()) {
                Files.writeString(options.json().get(), report.toJson() + System.lineSeparator());
            }
            if (options.results().isPresent()) {
                write(report, options.results().get());
            }
            command.getOut().println(report.toJson());
            return 0;
        } catch (IOException | CommitLogException e) {
            command.getErr().println("nothing could be measured: " + e.getMessage());
            return 2;
        }
    }

    CompareReport measure(Progress progress) throws IOException, InterruptedException {
        return new CompareRun(
                        options.directory(),
                        options.scale().withLongerTurns(TURN),
                        only.isEmpty() ? List.copyOf(Load.all().keySet()) : only,
                        systems.isEmpty() ? Others.NAMES : systems,
                        progress)
                .run();
    }

    private static void write(CompareReport report, Path file) throws IOException {
        Files.writeString(
                file,
                ResultsTable.replace(
                        Files.readString(file),
                        CompareReport.BENCHMARK,
                        CompareTable.markdown(report)));
    }

    private void requireKnown(String option, List<String> asked, List<String> known) {
        for (String each : asked) {
            if (!known.contains(each)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "%s is %s, must be one of %s"
                                .formatted(option, each, String.join(", ", known)));
            }
        }
    }

    /// The loads' names, for the help.
    static final class Loads extends ArrayList<String> {
        Loads() {
            super(Load.all().keySet());
        }
    }

    /// The other systems' names, for the help.
    static final class Systems extends ArrayList<String> {
        Systems() {
            super(Others.NAMES);
        }
    }
}
