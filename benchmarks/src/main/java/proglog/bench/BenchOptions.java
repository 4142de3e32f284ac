package proglog.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that every benchmark takes. picocli writes the fields.
final class BenchOptions {

    private static final int MAX_ROUNDS = 1_000;

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--quick", description = "Measure less, and less precisely.")
    private boolean quick;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to put the files, 5 GiB at most for each node (default: the directory"
                            + " for temporary files). It decides which disk is measured.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir", "."));

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the JSON to this file as well.")
    private Optional<Path> json = Optional.empty();

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

    Path directory() {
        return directory;
    }

    Optional<Path> json() {
        return json;
    }

    Optional<Path> from() {
        return from;
    }

    Optional<Path> results() {
        return results;
    }

    boolean check() {
        return check;
    }

    Scale scale() {
        if (rounds.isPresent() && (rounds.get() < 1 || rounds.get() > MAX_ROUNDS)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--rounds is %d, must be from 1 to %d".formatted(rounds.get(), MAX_ROUNDS));
        }
        Scale scale = quick ? Scale.quick() : Scale.full();
        return rounds.map(scale::withRounds).orElse(scale);
    }
}
