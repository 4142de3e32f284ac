package proglog.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.learn.ToyCourse.MINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `start` and `reset`: what a reader begins with, and that nothing they wrote is lost.
final class StartersTest {

    @TempDir private Path root;
    private ToyCourse toy;

    @BeforeEach
    void makeACourse() throws IOException {
        toy = ToyCourse.in(root);
    }

    @Test
    void blanksTheTasksAndNothingElse() throws IOException {
        String said = toy.learn("start", "3");

        assertThat(said).startsWith("0\n").contains("3.1   Calc.add", "./learn check 3.1");
        assertThat(toy.read(MINE))
                .isEqualTo(
                        """
                        package proglog.toy;

                        public final class Calc {
                            @Task("3.1")
                            public static int add(int a, int b) {
                                throw new UnsupportedOperationException("TODO task 3.1");
                            }

                            @Task("3.2")
                            public static int twice(int a) {
                                throw new UnsupportedOperationException("TODO task 3.2");
                            }
                        }
                        """);
        assertThat(root.resolve("ch03-toy/mine/proglog/toy/Task.java")).doesNotExist();
    }

    @Test
    void keepsWhatWasWrittenWhenStartedAgain() throws IOException {
        toy.learn("start", "3");
        toy.solve("3.1", "return 7;");
        toy.write("ch03-toy/mine/proglog/toy/Notes.java", "package proglog.toy; class Notes {}");

        String said = toy.learn("start", "3");

        assertThat(said).contains("what you had is kept in .learn");
        assertThat(toy.read(MINE)).doesNotContain("return 7;");
        assertThat(kept("Calc.java")).anyMatch(text -> text.contains("return 7;"));
        assertThat(kept("Notes.java")).hasSize(1);
    }

    @Test
    void leavesUntouchedStartersAsTheyAre() throws IOException {
        toy.learn("start", "3");

        assertThat(toy.learn("start", "3")).contains("as they were");
        assertThat(kept("Calc.java")).isEmpty();
    }

    @Test
    void startsOverAfterAStartThatWasInterrupted() throws IOException {
        toy.write(".learn/draft/ch03-toy/20260101-000000/proglog/toy/Calc.java", "half of i");

        assertThat(toy.learn("start", "3")).startsWith("0\n");
        assertThat(toy.read(MINE)).contains("TODO task 3.2");
    }

    @Test
    void resetsOneTaskAndKeepsTheOthers() throws IOException {
        toy.learn("start", "3");
        toy.solve("3.1", "return 7;");
        toy.solve("3.2", "return 8;");

        String said = toy.learn("reset", "3.2");

        assertThat(said).startsWith("0\nwhat you had is kept in ");
        assertThat(toy.read(MINE)).contains("return 7;", "TODO task 3.2");
        assertThat(kept("Calc.java")).anyMatch(text -> text.contains("return 8;"));
    }

    @Test
    void resetsAFileThatIsNoJavaAnyMore() throws IOException {
        toy.write(MINE, "package proglog.toy; public final class Calc { oops");

        toy.learn("reset", "3.1");

        assertThat(toy.read(MINE)).contains("TODO task 3.1", "TODO task 3.2");
        assertThat(kept("Calc.java")).anyMatch(text -> text.contains("oops"));
    }

    @Test
    void playsABlankMethodOnTheLinesOfTheBlank() {
        Source reference = Source.parse("proglog/toy/Calc.java", ToyCourse.CALC);
        Source starter = Source.parse("proglog/toy/Calc.java", Blank.starter(reference));
        Method twice = starter.tasks().getLast();
        String body = Blank.inPlaceOf(starter.body(twice), reference.body(twice(reference)));

        String filled = starter.with(Map.of(twice, body));

        assertThat(body.strip()).isEqualTo("{ return add(a, a); }");
        assertThat(filled.lines().count()).isEqualTo(starter.text().lines().count());
    }

    private static Method twice(Source reference) {
        return reference.tasks().getLast();
    }

    private List<String> kept(String name) throws IOException {
        Path backups = root.resolve(".learn/backups");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(backups)) {
            return files.filter(file -> file.endsWith(name)).map(Chapter::read).toList();
        }
    }
}
