package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

@Tag("task-5.3")
final class ReloadedFilesTest {

    private static final String SECTION = "see README.md, Task 5.3";

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir private Path folder;
    private Path first = Path.of("");
    private Path second = Path.of("");
    private final LoggedLines logged = LoggedLines.of(ReloadedFiles.class.getName());

    @BeforeEach
    void writeTwoFiles() throws IOException {
        first = Files.writeString(folder.resolve("first"), "a1");
        second = Files.writeString(folder.resolve("second"), "b1");
    }

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void readsTheFilesAsOne() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            assertThat(files.current()).as(SECTION).isEqualTo("a1b1");
            assertThat(files.check()).as(SECTION).isFalse();
        }
    }

    @Test
    void takesUpAChange() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            Files.writeString(second, "b2");

            assertThat(files.check()).as(SECTION).isTrue();
            assertThat(files.current()).as(SECTION).isEqualTo("a1b2");
            assertThat(logged.lines())
                    .as(SECTION)
                    .containsExactly(
                            "INFO %s, %s changed and is in force".formatted(first, second));
        }
    }

    @Test
    void takesUpAChangeThatLeavesSizeAndTimeAsTheyWere() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            FileTime time = Files.getLastModifiedTime(first);
            Files.writeString(first, "a2");
            Files.setLastModifiedTime(first, time);

            assertThat(files.check()).as(SECTION).isTrue();
            assertThat(files.current()).as(SECTION).isEqualTo("a2b1");
        }
    }

    @Test
    void takesUpAFileRenamedOverTheOldOne() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            Path next = Files.writeString(folder.resolve("next"), "a2");
            Files.move(next, first, StandardCopyOption.ATOMIC_MOVE);

            assertThat(files.check()).as(SECTION).isTrue();
            assertThat(files.current()).as(SECTION).isEqualTo("a2b1");
        }
    }

    /// Kubernetes mounts a secret so: file -> ..data/file, and ..data is swapped.
    @Test
    void takesUpAFolderSwappedBehindASymbolicLink() throws IOException {
        for (String version : List.of("1", "2")) {
            Path data = Files.createDirectory(folder.resolve(".." + version));
            Files.writeString(data.resolve("first"), "a" + version);
        }
        Path link = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.delete(first);
        Files.createSymbolicLink(first, Path.of("..data/first"));
        try (ReloadedFiles<String> files = open(NEVER)) {
            Path next = Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("..2"));
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);

            assertThat(files.check()).as(SECTION).isTrue();
            assertThat(files.current()).as(SECTION).isEqualTo("a2b1");
        }
    }

    @Test
    void keepsTheOldValueWhenTheNewOneIsRefusedAndSaysSoOnce() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            Files.writeString(first, "bad");

            assertThat(files.check()).as(SECTION).isFalse();
            assertThat(files.check()).as(SECTION).isFalse();

            assertThat(files.current()).as(SECTION).isEqualTo("a1b1");
            assertThat(logged.lines())
                    .as(SECTION)
                    .containsExactly(
                            ("WARN %s, %s changed and is not used; what was read before stays in"
                                            + " force: %s is bad")
                                    .formatted(first, second, first));
        }
    }

    @Test
    void keepsTheOldValueWhileAFileIsMissingAndSaysSoOnce() throws IOException {
        try (ReloadedFiles<String> files = open(NEVER)) {
            Files.delete(second);
            files.check();
            files.check();

            assertThat(files.current()).as(SECTION).isEqualTo("a1b1");
            assertThat(logged.lines())
                    .as(SECTION)
                    .singleElement()
                    .asString()
                    .endsWith("in force: %s does not exist".formatted(second));

            Files.writeString(second, "b2");
            assertThat(files.check()).as(SECTION).isTrue();
            assertThat(files.current()).as(SECTION).isEqualTo("a1b2");
        }
    }

    @Test
    void failsToOpenWhenAFileIsMissing() throws IOException {
        Files.delete(first);

        assertThatThrownBy(() -> open(NEVER))
                .as(SECTION)
                .isInstanceOf(IOException.class)
                .hasMessage("%s does not exist", first);
    }

    @Test
    void looksByItselfUntilItIsClosed() throws IOException {
        ReloadedFiles<String> files = open(Duration.ofMillis(1));
        Files.writeString(second, "b2");
        Background.until(() -> files.current().equals("a1b2"));

        files.close();
        files.close();

        Files.writeString(second, "b3");
        assertThat(files.current()).as(SECTION).isEqualTo("a1b2");
    }

    private ReloadedFiles<String> open(Duration period) throws IOException {
        return ReloadedFiles.open(List.of(first, second), this::parse, period);
    }

    private String parse(FileContents contents) throws IOException {
        String text = contents.of(first).toUtf8() + contents.of(second).toUtf8();
        if (text.startsWith("bad")) {
            throw new IOException(first + " is bad");
        }
        return text;
    }
}
