package proglog.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.learn.ToyCourse.MINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `hint`, `solution`, `break`, and the proof that they can be trusted.
final class HintsAndMutantsTest {

    @TempDir private Path root;
    private ToyCourse toy;

    @BeforeEach
    void start() throws IOException {
        toy = ToyCourse.in(root);
        toy.learn("start", "3");
    }

    @Test
    void givesOneHintMoreEachTime() {
        assertThat(toy.learn("hint", "3.1")).contains("hint 1 of 3", "\none\n");
        assertThat(toy.learn("hint", "3.1")).contains("hint 2 of 3", "\ntwo\n");
        assertThat(toy.learn("hint", "3.1")).contains("hint 3 of 3", "that was the last");
        assertThat(toy.learn("hint", "3.1")).contains("hint 3 of 3");
        assertThat(toy.learn("hint", "3.1", "1")).contains("hint 1 of 3");
        assertThat(toy.learn("hint", "3.1", "4")).isEqualTo("2\nlearn: there are hints 1 to 3\n");
    }

    @Test
    void showsTheReferenceBesideWhatIsThere() throws IOException {
        toy.solve("3.1", "return b + a;");

        assertThat(toy.learn("solution", "3.1"))
                .contains("return b + a;", "return a + b; // \"a\" and 'b'");
        assertThat(toy.read(MINE)).contains("return b + a;");
    }

    @Test
    void takesTheReferencesMethod() throws IOException {
        toy.learn("solution", "3.1", "--take");

        assertThat(toy.read(MINE)).contains("return a + b;", "TODO task 3.2");
        assertThat(toy.learn("check", "3.1")).startsWith("0\n");
    }

    @Test
    void breaksAMethodWithoutSayingWhichTestNotices() throws IOException {
        toy.solve("3.1", "return b + a;");
        toy.solve("3.2", "return 2 * a;");
        String before = toy.read(MINE);

        assertThat(toy.learn("break", "3"))
                .contains("sums are too small")
                .doesNotContain("AddTest");
        assertThat(toy.learn("check", "3")).isEqualTo("1\nstill wrong\n");

        toy.write(MINE, toy.read(MINE).replace("a - b", "a + b"));
        assertThat(toy.learn("check", "3")).startsWith("0\nmended");

        assertThat(toy.learn("break", "3", "over"))
                .contains("AddTest.addsTwoNumbers", "return a - b;");
        assertThat(toy.read(MINE)).isEqualTo(before);
    }

    @Test
    void provesThatTheTasksCanBeTrusted() {
        assertThat(toy.learn("prove", "3")).isEqualTo("0\nch03-toy: 2 tasks, 3 mutants, proven\n");
    }

    @Test
    void refusesATaskThatIsGreenWhenBlankAndAMutantThatNobodyNotices() throws IOException {
        toy.write(
                "ch03-toy/mutants/3.2-is-right.java", mutant("TwiceTest.doublesANumber", "a + a"));
        toy.write("ch03-toy/hints/3.2.md", "## 1\n\nonly one\n");
        Path test = root.resolve("ch03-toy/src/test/java/proglog/toy/AddTest.java");
        Files.writeString(test, Files.readString(test).replace("task-3.1", "task-3.9"));

        assertThat(toy.learn("prove", "3"))
                .startsWith("1\n")
                .contains("task 3.2 has 1 of 3 hints")
                .contains("task 3.1 has no test")
                .contains("mutant 3.2-is-right: not as it should be: nothing is red, of 1");
    }

    private static String mutant(String test, String result) {
        return """
        // caught by: %s
        // symptom: none
        // in: Calc
        static int twice(int a) { return %s; }
        """
                .formatted(test, result);
    }
}
