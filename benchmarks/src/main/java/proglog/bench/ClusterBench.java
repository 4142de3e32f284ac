package proglog.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures a log on three nodes against the bare engine and prints the figures as JSON.
@Command(
        name = "proglog bench cluster",
        sortOptions = false,
        description = {
            "Measures the log of chapter 8 on three nodes and prints the figures as JSON.",
            "",
            "The nodes are processes of ./proglog run ch08 with a heap of 256 MiB, on loopback,"
                + " with mutual TLS; every append is synced. Rates and times are compared, in turns"
                + " and in the same run, with three processes of the bare engine: the same"
                + " consensus, log and network under a machine that does nothing, driven from"
                + " inside its leader. All six processes and the client share this machine's"
                + " cores.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  proglog bench cluster --quick",
            "  proglog bench cluster --only failover,failover-tuned",
            "  proglog bench cluster --only batches --jfr recordings",
            "  proglog bench cluster --check > /dev/null && echo fast enough",
            "",
            "Exit code: 0; with --check 1 when a target is missed; 2 when the options are wrong or"
                    + " nothing could be measured."
        })
public final class ClusterBench implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private BenchOptions options = new BenchOptions();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this: ${COMPLETION-CANDIDATES}.",
            completionCandidates = ClusterMeasurements.Names.class)
    private List<String> only = List.of();

    @Option(
            names = "--jfr",
            paramLabel = "DIR",
            description =
                    "Record the leader and a follower by JDK Flight Recorder, into files here.")
    private Optional<Path> recordings = Optional.empty();

    /// Runs the command.
    public static void main(String[] args) {
        Logging.toStandardError();
        System.exit(new CommandLine(new ClusterBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return bench().run(spec.commandLine());
    }

    Bench bench() {
        return new Bench("cluster", ClusterMeasurements.all(recordings), options, only)
                .onNodes(Cluster.NODES);
    }
}
