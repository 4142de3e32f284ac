package proglog.learn;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A course of one chapter with two tasks, built, and a reader who types commands.
final class ToyCourse {

    /// Where the reader writes.
    static final String MINE = "ch03-toy/mine/proglog/toy/Calc.java";

    static final String CALC =
            """
            package proglog.toy;

            public final class Calc {
                @Task("3.1")
                public static int add(int a, int b) {
                    return a + b; // "a" and 'b'
                }

                @Task("3.2")
                public static int twice(int a) {
                    /* said in
                       terms of add */
                    return add(a, a);
                }
            }
            """;
    private static final String TASK = "package proglog.toy; @interface Task { String value(); }";
    private static final String TEST =
            """
            package proglog.toy;

            import org.junit.jupiter.api.Assertions;
            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;

            @Tag("task-%s")
            class %s {
                @Test
                void %s() {
                    Assertions.assertEquals(4, Calc.%s, "the sum");
                }
            }
            """;
    private static final String README =
            """
            ### Task 3.1: add two numbers

            | task | write | it must | tests |
            |---|---|---|---|
            | 3.2 | `Calc.twice` | double a number | `TwiceTest` |
            """;
    private static final String MUTANT =
            """
            // caught by: AddTest.addsTwoNumbers
            // symptom: sums are too small
            // in: Calc
            static int add(int a, int b) {
                return a - b;
            }
            """;

    final Course course;
    final Path chapter;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private ToyCourse(Path root) {
        this.course = new Course(root, root);
        this.chapter = root.resolve("ch03-toy");
    }

    static ToyCourse in(Path root) throws IOException {
        ToyCourse toy = new ToyCourse(root);
        toy.write("pom.xml", "");
        toy.write("jvm.flags", "-Xshare:auto\n");
        toy.write("ch03-toy/pom.xml", "");
        toy.write("ch03-toy/README.md", README);
        toy.write("ch03-toy/src/main/java/proglog/toy/Calc.java", CALC);
        toy.write("ch03-toy/src/main/java/proglog/toy/Task.java", TASK);
        String add = TEST.formatted("3.1", "AddTest", "addsTwoNumbers", "add(1, 3)");
        String twice = TEST.formatted("3.2", "TwiceTest", "doublesANumber", "twice(2)");
        toy.write("ch03-toy/src/test/java/proglog/toy/AddTest.java", add);
        toy.write("ch03-toy/src/test/java/proglog/toy/TwiceTest.java", twice);
        for (String task : List.of("3.1", "3.2")) {
            toy.write(
                    "ch03-toy/hints/" + task + ".md",
                    "# Hints\n\n## 1\n\none\n\n## 2\n\ntwo\n\n## 3\n\nthree\n");
        }
        for (String mutant : List.of("3.1-subtracts", "3.1-takes-away", "3.1-turns-round")) {
            toy.write("ch03-toy/mutants/" + mutant + ".java", MUTANT);
        }
        toy.build(Map.of("proglog/toy/Calc.java", CALC, "proglog/toy/Task.java", TASK), "classes");
        toy.build(
                Map.of("proglog/toy/AddTest.java", add, "proglog/toy/TwiceTest.java", twice),
                "test-classes");
        toy.isBuilt("ch03-toy");
        toy.write("workbook/pom.xml", "");
        toy.write("workbook/src/Nothing.java", "");
        toy.isBuilt("workbook");
        return toy;
    }

    private void build(Map<String, String> texts, String folder) {
        ClassPath ours = new ClassPath(ours());
        Path target = chapter.resolve("target");
        try (Compilation compilation =
                Compilation.on(ours.behind(List.of(target.resolve("classes"))))) {
            compilation
                    .compile(texts, target.resolve(folder))
                    .ifPresent(error -> {
                        throw new AssertionError(error.inOneLine());
                    });
        }
    }

    private static List<Path> ours() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private void isBuilt(String module) throws IOException {
        write(
                module + "/target/test.classpath",
                ours().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        Path built = write(module + "/target/built", "");
        Files.setLastModifiedTime(
                built, FileTime.fromMillis(Files.getLastModifiedTime(built).toMillis() + 60_000));
    }

    Path write(String file, String text) throws IOException {
        Path path = course.root().resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    String read(String file) throws IOException {
        return Files.readString(course.root().resolve(file));
    }

    /// Puts `text` in the place of the body that is still blank in the reader's file.
    void solve(String task, String text) throws IOException {
        String blank = "throw new UnsupportedOperationException(\"TODO task %s\");".formatted(task);
        write(
                "ch03-toy/mine/proglog/toy/Calc.java",
                read("ch03-toy/mine/proglog/toy/Calc.java").replace(blank, text));
    }

    /// Types `./learn ...`; the exit code and all that was printed.
    String learn(String... words) {
        printed.reset();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            int code = Main.run(course, List.of(words), out, out);
            return code + "\n" + printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
