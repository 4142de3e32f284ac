package proglog.learn;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./learn solution 3.2`: the reference's method beside the reader's.
record SolutionCommand(Workbook workbook, PrintStream out) {

    private static final String BETWEEN = " | ";

    int run(Exercise exercise, Optional<String> option) {
        if (option.isPresent() && !option.get().equals("--take")) {
            throw new StuckException("'%s' is not known here; --take is".formatted(option.get()));
        }
        for (Part part : exercise.parts()) {
            show(exercise, part);
        }
        if (option.isPresent()) {
            take(exercise);
        }
        return 0;
    }

    private void show(Exercise exercise, Part part) {
        List<String> reference = part.file().lines(part.method());
        List<String> own =
                workbook.desk(exercise.chapter())
                        .file(part.file().name())
                        .flatMap(file -> file.find(part.method()).map(file::lines))
                        .orElse(List.of("(nothing of yours)"));
        out.printf("%s, task %s%n%n", part.file().name(), exercise.task());
        int width = own.stream().mapToInt(String::length).max().orElse(0);
        int all =
                width
                        + BETWEEN.length()
                        + reference.stream().mapToInt(String::length).max().orElse(0);
        if (all <= columns()) {
            beside(own, reference, Math.max(width, "yours".length()));
        } else {
            out.println("yours:");
            own.forEach(line -> out.println("    " + line));
            out.println("the reference:");
            reference.forEach(line -> out.println("    " + line));
        }
        out.println();
    }

    private void beside(List<String> left, List<String> right, int width) {
        String row = "%-" + width + "s" + BETWEEN + "%s";
        out.println(row.formatted("yours", "the reference"));
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            out.println(row.formatted(line(left, i), line(right, i)).stripTrailing());
        }
    }

    private static String line(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }

    private static int columns() {
        String said = Optional.ofNullable(System.getenv("COLUMNS")).orElse("");
        return said.matches("\\d{1,4}") ? Integer.parseInt(said) : 80;
    }

    private void take(Exercise exercise) {
        Chapter chapter = exercise.chapter();
        Desk desk = workbook.desk(chapter);
        for (Source reference : exercise.files()) {
            Source own =
                    desk.file(reference.name())
                            .orElseGet(
                                    () -> Source.parse(reference.name(), Blank.starter(reference)));
            desk.replace(reference.name(), own.with(solutions(exercise, reference, own)));
            out.printf("%s has it now%n", chapter.called(reference.name()));
        }
    }

    private static Map<Method, String> solutions(Exercise exercise, Source reference, Source own) {
        Map<Method, String> bodies = new HashMap<>();
        for (Part part : exercise.parts()) {
            if (part.file().name().equals(reference.name())) {
                Method written =
                        own.find(part.method())
                                .orElseThrow(() ->
                                        new StuckException(
                                                "%s is not in your file; ./learn reset %s first"
                                                        .formatted(
                                                                part.method().called(),
                                                                exercise.task())));
                bodies.put(written, part.solution());
            }
        }
        return bodies;
    }
}
