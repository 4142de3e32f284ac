package proglog.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A task as the reference has it. Immutable.
///
/// @param parts the methods it is to write; most tasks have one
record Exercise(TaskId task, Chapter chapter, List<Part> parts) {

    /// The files that it is written in, by name.
    List<Source> files() {
        return parts.stream().map(Part::file).distinct().toList();
    }

    /// The test classes that hold it, by their full names.
    List<String> tests() {
        Pattern tagged = Pattern.compile("@Tag\\(\"" + Pattern.quote(task.tag()) + "\"\\)");
        return Chapter.javaFiles(chapter.tests()).stream()
                .filter(file -> tagged.matcher(Chapter.read(file)).find())
                .map(this::className)
                .toList();
    }

    private String className(Path file) {
        return Chapter.name(chapter.tests(), file).replace(".java", "").replace('/', '.');
    }

    /// The methods it is to write, as one would speak of them.
    String called() {
        return parts.stream()
                .map(part -> part.method().type() + "." + part.method().name())
                .collect(Collectors.joining(", "));
    }

    /// What the chapter's README says about it.
    Section section() {
        return Section.of(Chapter.read(chapter.folder().resolve("README.md")), task);
    }

    Path hints() {
        return chapter.folder().resolve("hints/" + task + ".md");
    }
}
