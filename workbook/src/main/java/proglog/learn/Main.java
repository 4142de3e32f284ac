package proglog.learn;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `./learn`: what the commands are called, and who does them.
///
/// Exit codes: 0 done or green, 1 red, 2 the command cannot go on, and a line says why.
public final class Main {

    static final String USAGE =
            """
            Usage: ./learn <command>

              (nothing)            where you are, and what is next
              doctor               what this machine needs for the course, and what is missing
              start 3              write the starters of chapter 3 into ch03-storage/mine
              check 3.2            the tests of one task on your code; with 3, those of the chapter
              hint 3.2 [n]         a hint; the next one each time, or the n-th
              solution 3.2         the reference's method beside yours; --take puts it in your file
              reset 3.2            the starter of one task again; yours is kept
              status               how far you are
              carry 8              chapter 8's tests on your chapters 1 to 8
              break 3              one method becomes wrong: find it; `break 3 over` ends that
              cluster [command]    the real cluster on your classes: up (default), status, kill 1, down, ...
              prove [3]            for authors: red starters, green solutions, caught mutants, three hints

            Nothing that you wrote is deleted: what is replaced is kept in .learn/backups.
            """;

    private final Course course;
    private final Workbook workbook;
    private final PrintStream out;

    private Main(Course course, PrintStream out) {
        this.course = course;
        this.workbook = new Workbook(course, InstantSource.system());
        this.out = out;
    }

    /// Does what the words say, and ends with an exit code.
    ///
    /// @param args what `./learn help` lists
    public static void main(String[] args) {
        Path root = Path.of(variable("PROGLOG_HOME").orElse("")).toAbsolutePath().normalize();
        Path home = variable("PROGLOG_LEARN").map(Path::of).orElse(root).toAbsolutePath();
        System.exit(run(new Course(root, home), List.of(args), System.out, System.err));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    static int run(Course course, List<String> args, PrintStream out, PrintStream err) {
        try {
            return new Main(course, out).run(args);
        } catch (StuckException stuck) {
            out.flush();
            err.println("learn: " + stuck.getMessage());
            return 2;
        } catch (UncheckedIOException failure) {
            out.flush();
            err.println("learn: cannot go on with a file: " + failure.getCause());
            return 2;
        }
    }

    private int run(List<String> args) {
        String command = args.isEmpty() ? "" : args.getFirst();
        List<String> rest = args.subList(Math.min(1, args.size()), args.size());
        return switch (command) {
            case "" -> new StatusCommand(workbook, out).next();
            case "help", "--help", "-h" -> usage();
            case "doctor" -> new DoctorCommand(course.root(), out).run();
            case "start" -> new StartCommand(workbook, out).run(chapter(rest));
            case "check" -> check(rest);
            case "carry" -> new CheckCommand(workbook, out).carry(chapter(rest));
            case "hint" -> new HintCommand(workbook, out).run(exercise(rest), option(rest));
            case "solution" -> new SolutionCommand(workbook, out).run(exercise(rest), option(rest));
            case "reset" -> new StartCommand(workbook, out).reset(exercise(rest));
            case "status" -> new StatusCommand(workbook, out).run();
            case "break" -> new BreakCommand(workbook, out).run(chapter(rest), option(rest));
            case "cluster" -> new ClusterCommand(workbook, out).run(rest);
            case "prove" -> new ProveCommand(course, out).run(rest);
            default ->
                    throw new StuckException(
                            "unknown command '%s'; ./learn help lists them all".formatted(command));
        };
    }

    private int usage() {
        out.print(USAGE);
        return 0;
    }

    private int check(List<String> rest) {
        return first(rest).contains(".")
                ? new CheckCommand(workbook, out).task(exercise(rest))
                : new CheckCommand(workbook, out).chapter(chapter(rest));
    }

    private Chapter chapter(List<String> rest) {
        return course.chapter(first(rest));
    }

    private Exercise exercise(List<String> rest) {
        return course.exercise(first(rest));
    }

    private static String first(List<String> rest) {
        if (rest.isEmpty()) {
            throw new StuckException("which one? ./learn help says what follows the command");
        }
        return rest.getFirst();
    }

    private static Optional<String> option(List<String> rest) {
        return rest.stream().skip(1).findFirst();
    }
}
