package proglog.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.learn.ToyCourse.MINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader is told whose folder is in disorder: one line that says what to do, by every
/// command that stumbles on it.
final class MishapsTest {

    @TempDir private Path root;
    private ToyCourse toy;

    @BeforeEach
    void start() throws IOException {
        toy = ToyCourse.in(root);
        toy.learn("start", "3");
    }

    @ParameterizedTest
    @CsvSource({"check,3.1", "check,3"})
    void anEmptyFolderIsNoSolution(String command, String what) throws IOException {
        Files.delete(root.resolve(MINE));

        assertThat(toy.learn(command, what))
                .isEqualTo(
                        """
                        2
                        learn: nothing of yours in ch03-toy/mine; ./learn start 3 writes the starters
                        """);
    }

    @Test
    void nothingIsCarriedWhereNothingIs() throws IOException {
        Files.delete(root.resolve(MINE));

        assertThat(toy.learn("carry", "3"))
                .isEqualTo("2\nlearn: nothing of yours up to chapter 3\n");
        assertThat(toy.learn("cluster"))
                .isEqualTo("2\nlearn: no chapter of yours yet; ./learn start 1 begins\n");
    }

    @Test
    void aStartThatWasInterruptedBetweenTheOldAndTheNewLeavesTheOldToBeFound() throws IOException {
        toy.solve("3.1", "return 7;");
        Path kept = root.resolve(".learn/backups/ch03-toy/20260101-000000");
        Files.createDirectories(kept.getParent());
        Files.move(root.resolve("ch03-toy/mine"), kept);

        assertThat(toy.learn("check", "3.1"))
                .isEqualTo(
                        """
                        2
                        learn: nothing of yours in ch03-toy/mine; ./learn start 3 writes the starters; what you had before is in %s
                        """
                                .formatted(kept));
        assertThat(toy.learn("start", "3")).startsWith("0\n");
        assertThat(kept.resolve("proglog/toy/Calc.java")).content().contains("return 7;");
    }

    @Test
    void aFileThatStraysIsToldWhereItBelongs() throws IOException {
        Files.move(root.resolve(MINE), root.resolve("ch03-toy/mine/Calc.java"));

        assertThat(toy.learn("check", "3.1"))
                .isEqualTo(
                        """
                        2
                        learn: ch03-toy/mine/Calc.java says it is of package 'proglog.toy': move it to ch03-toy/mine/proglog/toy/Calc.java, or correct the package
                        """);
    }

    @Test
    void aPackageThatStraysIsToldWhereItsFileBelongs() throws IOException {
        toy.write(MINE, toy.read(MINE).replace("package proglog.toy;", "package toy;"));

        assertThat(toy.learn("check", "3"))
                .isEqualTo(
                        """
                        2
                        learn: ch03-toy/mine/proglog/toy/Calc.java says it is of package 'toy': move it to ch03-toy/mine/toy/Calc.java, or correct the package
                        """);
    }

    @Test
    void ofAFileThatIsGoneTheReferencePlaysAll() throws IOException {
        toy.write("ch03-toy/mine/proglog/toy/Notes.java", "package proglog.toy; class Notes {}");
        Files.delete(root.resolve(MINE));

        assertThat(toy.learn("check", "3"))
                .startsWith("1\n  3.1   blank   Calc.add\n  3.2   blank   Calc.twice\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check 3", "check 3.2", "carry 3", "cluster", "break 3"})
    void aMethodThatIsCalledOtherwiseIsMissed(String command) throws IOException {
        toy.write(MINE, toy.read(MINE).replace("int add(", "int plus("));
        String before = toy.read(MINE);

        assertThat(toy.learn(command.split(" ", -1)))
                .isEqualTo(
                        """
                        2
                        learn: ch03-toy/mine/proglog/toy/Calc.java has no add(int, int) any more, which task 3.1 is to write and others call; name it so again, or ./learn reset 3.1
                        """);
        assertThat(toy.read(MINE)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check 3", "check 3.2", "carry 3", "cluster", "break 3"})
    void whatIsNoJavaIsShownByItsLine(String command) throws IOException {
        toy.solve("3.1", "return a +;");
        String before = toy.read(MINE);

        assertThat(toy.learn(command.split(" ", -1)))
                .isEqualTo(
                        """
                        2
                        learn: it does not compile: ch03-toy/mine/proglog/toy/Calc.java:6: illegal start of expression
                        """);
        assertThat(toy.read(MINE)).isEqualTo(before);
    }

    @Test
    void aFileOfOnesOwnHasToCompileToo() throws IOException {
        toy.write(
                "ch03-toy/mine/proglog/toy/Notes.java", "package proglog.toy;\nclass Notes { int");

        assertThat(toy.learn("check", "3.1"))
                .startsWith("2\n")
                .contains("learn: it does not compile: ch03-toy/mine/proglog/toy/Notes.java:2: ");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsOneLine() throws IOException {
        toy.write(".learn/backups", "a file where a folder is to be");
        toy.solve("3.1", "return 7;");

        String said = toy.learn("start", "3");

        assertThat(said).startsWith("2\nlearn: cannot go on with a file: ").hasLineCount(2);
        assertThat(toy.read(MINE)).contains("return 7;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | 1 | its one test fails
                    1 | 3 | 1 of 3 tests fails
                    2 | 3 | 2 of 3 tests fail
                    """)
    void countsInEnglish(int failed, int all, String said) {
        assertThat(Findings.fails(failed, all)).isEqualTo(said);
    }
}
