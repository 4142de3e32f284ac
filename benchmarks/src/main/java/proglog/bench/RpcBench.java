package proglog.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures the log on the network against bare RPCs and the log itself and prints the figures as
/// JSON.
@Command(
        name = "proglog bench rpc",
        sortOptions = false,
        description = {
            "Measures the log on the network, chapters 4 to 6, and prints the figures as JSON.",
            "",
            "Client and server talk over loopback and share this machine's cores: in one process"
                + " where rates and times are measured, in two where the server's memory is. Rates"
                + " are compared, in turns and in the same run, with RPCs that do nothing, with the"
                + " log without a network, or with the same calls without TLS or telemetry. Each"
                + " figure is the median of the rounds, with the smallest and the largest.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  proglog bench rpc --quick",
            "  proglog bench rpc --only produce-unary,stalled-consumer",
            "  proglog bench rpc --check > /dev/null && echo fast enough",
            "",
            "Exit code: 0; with --check 1 when a target is missed; 2 when the options are wrong or"
                    + " nothing could be measured."
        })
public final class RpcBench implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private BenchOptions options = new BenchOptions();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this: ${COMPLETION-CANDIDATES}.",
            completionCandidates = RpcMeasurements.Names.class)
    private List<String> only = List.of();

    /// Runs the command.
    public static void main(String[] args) {
        Logging.toStandardError();
        System.exit(new CommandLine(new RpcBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return bench().run(spec.commandLine());
    }

    Bench bench() {
        return new Bench("rpc", RpcMeasurements.all(), options, only);
    }
}
