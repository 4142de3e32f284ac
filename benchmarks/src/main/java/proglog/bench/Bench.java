package proglog.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import proglog.CommitLogException;

/// A list of measurements, and what a command line wants of it. For one thread only.
final class Bench {

    private final String name;
    private final Map<String, Supplier<Measurement>> all;
    private final BenchOptions options;
    private final List<String> only;
    private final int nodes;

    /// Of `all`, those that are named in `only`; all of them when it is empty.
    Bench(
            String name,
            Map<String, Supplier<Measurement>> all,
            BenchOptions options,
            List<String> only) {
        this(name, all, options, only, 1);
    }

    private Bench(
            String name,
            Map<String, Supplier<Measurement>> all,
            BenchOptions options,
            List<String> only,
            int nodes) {
        this.name = name;
        this.all = all;
        this.options = options;
        this.only = only;
        this.nodes = nodes;
    }

    /// The same with files on so many nodes, all on this disk.
    Bench onNodes(int nodes) {
        return new Bench(name, all, options, only, nodes);
    }

    /// Measures, prints the report, and returns the exit code.
    int run(CommandLine command) throws InterruptedException {
        Scale scale = scale();
        requireKnown(command);
        PrintWriter err = command.getErr();
        try {
            Report report =
                    options.from().isPresent()
                            ? Report.parse(Files.readString(options.from().get()))
                            : measure(scale, new Progress(err, Progress.onTerminal()));
            if (options.json().isPresent()) {
                Files.writeString(options.json().get(), report.toJson() + System.lineSeparator());
            }
            if (options.results().isPresent()) {
                ResultsTable.write(report, options.results().get());
            }
            command.getOut().println(report.toJson());
            return options.check() && !report.pass() ? 1 : 0;
        } catch (IOException | CommitLogException e) {
            err.println("nothing could be measured: " + e.getMessage());
            return 2;
        }
    }

    Scale scale() {
        return options.scale();
    }

    private void requireKnown(CommandLine command) {
        for (String each : only) {
            if (!all.containsKey(each)) {
                throw new ParameterException(
                        command,
                        "--only is %s, must be one of %s"
                                .formatted(each, String.join(", ", all.keySet())));
            }
        }
    }

    Report measure(Scale scale, Progress progress) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Scratch scratch = Scratch.create(options.directory(), nodes * scale.diskBytes())) {
            Machine machine = Machine.here(options.directory());
            List<String> chosen =
                    all.keySet().stream()
                            .filter(each -> only.isEmpty() || only.contains(each))
                            .toList();
            int number = 0;
            for (Map.Entry<String, Supplier<Measurement>> each : all.entrySet()) {
                if (chosen.contains(each.getKey())) {
                    progress.show(each.getKey(), ++number, chosen.size());
                    figures.addAll(each.getValue().get().run(scratch, scale));
                }
            }
            return Report.of(name, scale, Commit.current(), machine, figures);
        } finally {
            progress.clear();
        }
    }
}
