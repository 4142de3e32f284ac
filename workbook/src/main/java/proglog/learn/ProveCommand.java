package proglog.learn;

import java.io.PrintStream;
import java.util.List;

/// `./learn prove 3`: that a chapter's tasks can be trusted. For those who write them.
record ProveCommand(Course course, PrintStream out) {

    int run(List<String> chapters) {
        List<Chapter> asked =
                chapters.isEmpty()
                        ? course.chapters()
                        : chapters.stream().map(course::chapter).toList();
        boolean isProven = true;
        for (Chapter chapter : asked) {
            new Build(course.root(), out).ensure(chapter);
            List<String> problems = Proof.of(course.root(), chapter.number());
            problems.forEach(out::println);
            out.printf(
                    "%s: %d tasks, %d mutants, %s%n",
                    chapter.name(),
                    chapter.exercises().size(),
                    Mutant.of(chapter).size(),
                    problems.isEmpty() ? "proven" : problems.size() + " problems");
            isProven &= problems.isEmpty();
        }
        return isProven ? 0 : 1;
    }
}
