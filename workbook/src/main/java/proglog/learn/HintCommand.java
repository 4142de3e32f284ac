package proglog.learn;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `./learn hint 3.2`: one hint more each time.
record HintCommand(Workbook workbook, PrintStream out) {

    int run(Exercise exercise, Optional<String> which) {
        List<String> hints = Hints.of(exercise.hints()).hints();
        if (hints.isEmpty()) {
            throw new StuckException(
                    "task %s has no hints; read again: %s/README.md, %s"
                            .formatted(
                                    exercise.task(),
                                    exercise.chapter().name(),
                                    exercise.section().place()));
        }
        String key = "hint." + exercise.task();
        int seen = Integer.parseInt(workbook.progress().get(key).orElse("0"));
        int number = which.map(HintCommand::number).orElse(Math.min(seen + 1, hints.size()));
        if (number < 1 || number > hints.size()) {
            throw new StuckException("there are hints 1 to %d".formatted(hints.size()));
        }
        workbook.progress().put(key, String.valueOf(Math.max(seen, number)));
        out.printf("hint %d of %d for task %s%n%n", number, hints.size(), exercise.task());
        out.println(hints.get(number - 1));
        out.println();
        out.println(
                number < hints.size()
                        ? "not enough? ./learn hint " + exercise.task()
                        : "that was the last; ./learn solution %s shows the reference's method"
                                .formatted(exercise.task()));
        return 0;
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new StuckException("'%s' is no number of a hint".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
