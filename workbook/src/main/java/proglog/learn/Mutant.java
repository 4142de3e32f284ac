package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A wrong answer to a task that looks right: a method's other body, and the test that notices.
/// Immutable.
///
/// @param name its file, without `.java`
/// @param symptom what somebody would see who runs the wrong code
/// @param testClass the simple name of the test's class
/// @param text the method as the mutant has it
record Mutant(
        String name,
        TaskId task,
        String in,
        String symptom,
        String testClass,
        String testMethod,
        String text) {

    private static final Pattern NAME = Pattern.compile("(\\d+\\.\\d+)-.+");

    /// The mutants of a chapter by name.
    static List<Mutant> of(Chapter chapter) {
        Path folder = chapter.folder().resolve("mutants");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Mutant::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutant read(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        String text = Chapter.read(file);
        Matcher form = NAME.matcher(name);
        String[] test = header(file, text, "caught by").split("\\.");
        if (!form.matches() || test.length != 2) {
            throw new StuckException(
                    "%s: a mutant is called 3.2-forgets-this.java and caught by SomeTest.someMethod"
                            .formatted(file));
        }
        return new Mutant(
                name,
                TaskId.parse(form.group(1)).orElseThrow(),
                header(file, text, "in"),
                header(file, text, "symptom"),
                test[0],
                test[1],
                text);
    }

    private static String header(Path file, String text, String key) {
        Matcher line = Pattern.compile("(?m)^// " + key + ": (.+)$").matcher(text);
        if (!line.find()) {
            throw new StuckException("%s does not say '// %s: ...'".formatted(file, key));
        }
        return line.group(1).strip();
    }

    /// The method of the reference that it is instead of.
    Part part(Exercise exercise) {
        Method wrong = method();
        return exercise.parts().stream()
                .filter(part -> part.method().type().equals(in))
                .filter(part -> part.method().name().equals(wrong.name()))
                .filter(part -> part.method().parameters().equals(wrong.parameters()))
                .findFirst()
                .orElseThrow(() ->
                        new StuckException(
                                "mutant %s: task %s has no %s.%s"
                                        .formatted(name, task, in, wrong.called())));
    }

    /// The test that notices.
    Trial trial(Chapter chapter) {
        List<String> tests =
                Chapter.javaFiles(chapter.tests()).stream()
                        .map(file -> Chapter.name(chapter.tests(), file))
                        .filter(file -> file.endsWith("/" + testClass + ".java"))
                        .map(file -> file.replace(".java", "").replace('/', '.'))
                        .toList();
        return new Trial(
                "mutant " + name,
                Optional.empty(),
                tests,
                Optional.empty(),
                Optional.of(testMethod),
                false);
    }

    /// The wrong body, braces included.
    String body() {
        return inAClass().body(method());
    }

    private Method method() {
        return inAClass().methods().stream()
                .findFirst()
                .orElseThrow(() -> new StuckException("mutant %s has no method".formatted(name)));
    }

    private Source inAClass() {
        String type = in.substring(in.lastIndexOf('.') + 1);
        return Source.parse(type + ".java", "class %s {\n%s\n}".formatted(type, text));
    }
}
