package proglog.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.learn.ToyCourse.MINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check` and what it says: about right code, wrong code, and what is no code at all.
final class ChecksTest {

    @TempDir private Path root;
    private ToyCourse toy;

    @BeforeEach
    void start() throws IOException {
        toy = ToyCourse.in(root);
        toy.learn("start", "3");
    }

    @Test
    void saysThatATaskIsNotWrittenYet() {
        assertThat(toy.learn("check", "3.1"))
                .isEqualTo(
                        """
                        1
                        task 3.1: add two numbers
                        FAILED  adds two numbers
                                not written yet: Calc.java:6
                        its one test fails
                        read again: ch03-toy/README.md, Task 3.1: add two numbers
                        stuck? ./learn hint 3.1
                        """);
    }

    @Test
    void showsTheFirstFailureInPlainWords() throws IOException {
        toy.solve("3.2", "return a;");

        assertThat(toy.learn("check", "3.2"))
                .isEqualTo(
                        """
                        1
                        task 3.2: double a number
                        FAILED  doubles a number
                                the sum ==> expected: <4> but was: <2>
                                asked for in TwiceTest.java:11
                        its one test fails
                        read again: ch03-toy/README.md, Tasks, the row of 3.2
                        stuck? ./learn hint 3.2
                        """);
    }

    @Test
    void letsTheReferencePlayWhatIsStillBlank() throws IOException {
        toy.solve("3.2", "return add(a, a);"); // 3.1 is not written

        assertThat(toy.learn("check", "3.2"))
                .isEqualTo(
                        """
                        0
                        task 3.2: double a number
                        green: its one test on your Calc.twice
                        next: task 3.1, Calc.add
                        """);
    }

    @Test
    void checksAWholeChapterTaskByTask() throws IOException {
        toy.solve("3.2", "return 3;");

        assertThat(toy.learn("check", "3"))
                .startsWith("1\n  3.1   blank   Calc.add\n  3.2   FAILED  doubles a number\n")
                .endsWith("0 of 2 tasks are green\n");
    }

    @Test
    void knowsWhenAChapterIsDone() throws IOException {
        toy.solve("3.1", "return b + a;");
        toy.solve("3.2", "return 2 * a;");

        assertThat(toy.learn("check", "3")).startsWith("0\n").endsWith("2 of 2 tasks are green\n");
        assertThat(toy.learn("carry", "3")).startsWith("0\nch03-toy: 1 file of yours\n");
        assertThat(toy.learn("status")).contains("[##      ] 2 of 2");
    }

    @Test
    void pointsAtALineThatDoesNotCompile() throws IOException {
        toy.solve("3.1", "return summ(a, b);");

        assertThat(toy.learn("check", "3.1"))
                .endsWith(
                        "learn: it does not compile: ch03-toy/mine/proglog/toy/Calc.java:6: cannot"
                                + " find symbol, symbol: method summ(int,int)\n");
    }

    @Test
    void pointsAtALineThatIsNoJava() throws IOException {
        toy.solve("3.1", "return a +;");

        assertThat(toy.learn("check", "3.1"))
                .endsWith("Calc.java:6: illegal start of expression\n");
    }

    @Test
    void saysThatNothingIsThereYet() throws IOException {
        Files.move(root.resolve("ch03-toy/mine"), root.resolve("elsewhere"));

        assertThat(toy.learn("check", "3.1"))
                .isEqualTo(
                        """
                        2
                        learn: nothing of yours in ch03-toy/mine; ./learn start 3 writes the starters
                        """);
    }

    @Test
    void saysWhichFileIsGone() throws IOException {
        toy.write("ch03-toy/mine/proglog/toy/Notes.java", "package proglog.toy; class Notes {}");
        Files.delete(root.resolve(MINE));

        assertThat(toy.learn("check", "3.1"))
                .isEqualTo(
                        """
                        2
                        learn: ch03-toy/mine/proglog/toy/Calc.java is gone, in which task 3.1 is written; ./learn reset 3.1 writes its starter again
                        """);
    }

    @Test
    void saysWhichMethodIsGone() throws IOException {
        toy.write(MINE, toy.read(MINE).replace("int add(", "int plus("));

        assertThat(toy.learn("check", "3.1"))
                .endsWith(
                        "learn: ch03-toy/mine/proglog/toy/Calc.java has no add(int, int) any more,"
                            + " which task 3.1 is to write and others call; name it so again, or"
                            + " ./learn reset 3.1\n");
    }

    @Test
    void saysWhereAFileBelongs() throws IOException {
        Files.move(root.resolve(MINE), root.resolve("ch03-toy/mine/Calc.java"));
        toy.write(MINE, ToyCourse.CALC);

        assertThat(toy.learn("check", "3.1"))
                .endsWith(
                        "learn: ch03-toy/mine/Calc.java says it is of package 'proglog.toy': move"
                                + " it to ch03-toy/mine/proglog/toy/Calc.java, or correct the"
                                + " package\n");
    }

    @Test
    void saysThatTheFirstBuildNeedsTheNetwork() throws IOException {
        Files.delete(root.resolve("ch03-toy/target/built"));
        Path maven = toy.write("mvnw", "#!/bin/sh\necho Could not transfer artifact; exit 1\n");
        toy.write("mvnw.cmd", "@echo Could not transfer artifact\r\n@exit /b 1\r\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        assertThat(toy.learn("check", "3.1"))
                .contains("building the reference of ch03-toy again")
                .contains("learn: no network: the first build downloads Maven and the libraries");
    }

    @Test
    void doesNotKnowWhatItDoesNotKnow() {
        assertThat(toy.learn("check", "3.9"))
                .isEqualTo("2\nlearn: there is no task 3.9; chapter 3 has 3.1, 3.2\n");
        assertThat(toy.learn("start", "2"))
                .isEqualTo("2\nlearn: there is no chapter '2'; there are 3\n");
        assertThat(toy.learn("chekc")).startsWith("2\nlearn: unknown command 'chekc'");
    }
}
