package proglog.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `proglog torture`: tries to break a cluster's promises.
@Command(
        name = "proglog torture",
        mixinStandardHelpOptions = true,
        version = "faults: kills, pauses, partitions, disks, power, clocks, members",
        sortOptions = false,
        description = {
            "Runs a cluster of processes, lets clients append and read, does to it what goes wrong"
                + " in the field, and proves that it kept its promises, or shows which it broke."
                + " Networks and disks of their own need Linux and the user root; without, those"
                + " faults are left out. Prints a report."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:one was broken, or the run could not be done",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sudo ./proglog torture --faults 40",
            "  sudo ./proglog torture --minutes 30 --nodes 5 --seed 7",
            "  ./proglog torture --minutes 5 --engine atomix --keep torture-logs"
        })
public final class Main implements Callable<Integer> {

    // Held here: loggers that nobody holds forget their level.
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--minutes",
            paramLabel = "<n>",
            defaultValue = "10",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    private long minutes;

    @Option(
            names = "--faults",
            paramLabel = "<n>",
            description = "Stop after so many faults instead, which are short then.")
    private @Nullable Integer faults;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "Decides which faults there are. Default: a new one, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--nodes",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "3 or 5. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--engine",
            paramLabel = "<name>",
            defaultValue = "jraft",
            description = "jraft or atomix. Default: ${DEFAULT-VALUE}.")
    private String engine = "jraft";

    @Option(
            names = "--acl",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_ACL:-ch05-security/acl}",
            description = "Where model.conf and policy.csv are. Default: ${DEFAULT-VALUE}.")
    private Path accessList = Path.of("ch05-security/acl");

    @Option(names = "--json", description = "Print the report as JSON, not as Markdown.")
    private boolean asJson;

    @Option(
            names = "--keep",
            paramLabel = "<dir>",
            description =
                    "Where to leave the history and what the nodes said. Default: nowhere, unless"
                            + " a promise was broken.")
    private @Nullable Path keep;

    private Main() {}

    /// Runs the command line and ends the process with its exit code.
    public static void main(String... arguments) {
        System.setProperty("logback.configurationFile", "proglog/torture/logback.xml");
        GRPC.setLevel(Level.OFF); // nodes go away in the middle, by the dozen
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (Progress progress = Progress.onTerminal(err)) {
            Machine machine = Machine.here();
            machine.requireEverything();
            machine.lacks().forEach(lack -> err.println("proglog torture: " + lack));
            Settings settings = settings();
            Path directory = directory();
            Report report = Run.of(settings, directory, machine, progress);
            progress.show("");
            print(report);
            leave(directory, report);
            return report.passed() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException | IllegalStateException failure) {
            err.println("proglog torture: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalArgumentException mistake) {
            throw new CommandLine.ParameterException(spec.commandLine(), mistake.getMessage());
        }
    }

    private Settings settings() {
        return new Settings(
                Optional.ofNullable(seed).orElseGet(() -> new Random().nextLong(1_000_000)),
                nodes,
                Optional.ofNullable(faults),
                Duration.ofMinutes(minutes),
                PATIENCE,
                "proglog.consensus.Main",
                engine,
                accessList);
    }

    private Path directory() throws IOException {
        return keep == null
                ? Files.createTempDirectory("torture").toRealPath()
                : Files.createDirectories(keep).toRealPath();
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            JsonMapper json =
                    JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
            out.println(json.writeValueAsString(report));
        } else {
            out.print(Markdown.of(report));
        }
        out.flush();
    }

    private void leave(Path directory, Report report) throws IOException {
        if (keep == null && report.passed()) {
            Disk.delete(directory);
        } else {
            spec.commandLine().getErr().println("proglog torture: all of it is in " + directory);
        }
    }
}
