package proglog.learn;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `./learn status` and `./learn` alone: how far the reader is, and what is next.
record StatusCommand(Workbook workbook, PrintStream out) {

    int run() {
        for (Chapter chapter : workbook.course().chapters()) {
            List<Exercise> exercises = chapter.exercises();
            StringBuilder bar = new StringBuilder();
            long green = 0;
            for (Exercise exercise : exercises) {
                Workbook.State state = workbook.state(exercise);
                green += state == Workbook.State.GREEN ? 1 : 0;
                bar.append(
                        switch (state) {
                            case GREEN -> '#';
                            case CHANGED -> '?';
                            case WRITTEN -> '+';
                            case BLANK -> '.';
                        });
            }
            out.printf("  %-18s [%-8s] %d of %d%n", chapter.name(), bar, green, exercises.size());
        }
        out.println("  # green   ? changed since   + written, not green   . blank");
        return next();
    }

    int next() {
        Chapter first = workbook.course().chapters().getFirst();
        Optional<Exercise> next = workbook.next(first);
        if (next.isEmpty()) {
            out.println("every task is green: ./learn cluster runs your code on three nodes");
            return 0;
        }
        Exercise exercise = next.get();
        Chapter chapter = exercise.chapter();
        if (workbook.desk(chapter).files().isEmpty()) {
            out.printf(
                    "next: chapter %d. Read %s/README.md, then ./learn start %d%n",
                    chapter.number(), chapter.name(), chapter.number());
        } else {
            out.printf("next: task %s, %s%n", exercise.task(), exercise.section().title());
            for (Part part : exercise.parts()) {
                out.printf(
                        "  write  %s in %s%n",
                        part.method().called(), chapter.called(part.file().name()));
            }
            out.printf("  then   ./learn check %s%n", exercise.task());
        }
        return 0;
    }
}
