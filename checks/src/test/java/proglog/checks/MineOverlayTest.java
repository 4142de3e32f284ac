package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A reader's classes over the reference, in a copy of the tree: see the profile `mine`.
final class MineOverlayTest {

    private static final String CHAPTER = "ch01-http-log";
    private static final String CLASS = "proglog/OffsetRange.java";

    @TempDir private Path folder;
    private Path tree;

    @BeforeEach
    void copyTheTree() throws IOException {
        Repository repository = Repository.enclosing();
        tree = folder.toRealPath();
        for (Path file : repository.files()) {
            Path copy = tree.resolve(repository.root().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    @Test
    void failsWhenThereIsNothingToTest() throws IOException, InterruptedException {
        Outcome outcome = maven("initialize");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.printed())
                .contains(
                        "nothing of yours to test: %s/mine holds no .java file".formatted(CHAPTER));
    }

    @Test
    void compilesTheReadersClassInPlaceOfTheReference() throws IOException, InterruptedException {
        Path mine = tree.resolve(CHAPTER).resolve("mine").resolve(CLASS);
        Files.createDirectories(mine.getParent());
        String reference =
                Files.readString(tree.resolve(CHAPTER).resolve("src/main/java").resolve(CLASS));
        Files.writeString(mine, reference.replaceFirst("(?s)\\{", "{ static void written() {} "));

        Outcome outcome = maven("compile");

        assertThat(outcome.printed()).contains("%s: 1 of yours, ".formatted(CHAPTER));
        assertThat(outcome.exitCode()).as(outcome.printed()).isZero();
        assertThat(compiled()).contains("written");
    }

    @Test
    void dropsAClassTheReaderDeleted() throws IOException, InterruptedException {
        Path mine = Files.createDirectories(tree.resolve(CHAPTER).resolve("mine"));
        Files.writeString(mine.resolve("Kept.java"), "final class Kept {}");
        Path deleted = Files.writeString(mine.resolve("Deleted.java"), "final class Deleted {}");
        Path overlay = tree.resolve(CHAPTER).resolve("target-mine/overlay");

        maven("initialize");
        assertThat(overlay.resolve("Deleted.java")).exists();

        Files.delete(deleted);
        maven("initialize");
        assertThat(overlay.resolve("Kept.java")).exists();
        assertThat(overlay.resolve("Deleted.java")).doesNotExist();
    }

    private String compiled() throws IOException {
        String name = CLASS.replace(".java", ".class");
        Path file = tree.resolve(CHAPTER).resolve("target-mine/classes").resolve(name);
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private Outcome maven(String phase) throws IOException, InterruptedException {
        String wrapper = tree.resolve(OS.WINDOWS.isCurrentOs() ? "mvnw.cmd" : "mvnw").toString();
        return Outcome.of(
                tree,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        wrapper,
                        "-B",
                        "--offline",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                        "-Dmine=" + CHAPTER,
                        "-pl",
                        CHAPTER,
                        "-am",
                        phase));
    }
}
