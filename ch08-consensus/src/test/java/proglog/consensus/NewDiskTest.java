package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk is new until the cluster counts on what it holds.
final class NewDiskTest {

    @TempDir private Path folder;
    private Path directory;
    private NewDisk disk;

    @BeforeEach
    void choose() {
        directory = folder.resolve("a").resolve("data");
        disk = new NewDisk(directory);
    }

    @Test
    void isNewWhenNothingIsThere() throws IOException {
        assertThat(disk.isNew()).isTrue();

        Files.createDirectories(directory.resolve("lost+found"));

        assertThat(disk.isNew()).isTrue();
    }

    @Test
    void isNotNewWhenAnEarlierStartHasLeftSomething() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("vote"), "term 7");

        assertThat(disk.isNew()).isFalse();
    }

    @Test
    void staysNewWhateverIsWrittenUntilTheNodeIsAdmitted() throws IOException {
        disk.mark();
        Files.writeString(directory.resolve("vote"), "term 7");
        assertThat(disk.isNew()).isTrue();

        disk.admitted();

        assertThat(disk.isNew()).isFalse();
    }

    // Of the node that begins a cluster.
    @Test
    void mayBeAdmittedBeforeAnythingIsThere() throws IOException {
        disk.admitted();

        assertThat(directory).doesNotExist();
    }

    @Test
    void mayBeMarkedAndAdmittedAgain() throws IOException {
        disk.mark();
        disk.mark();
        assertThat(disk.isNew()).isTrue();

        Files.writeString(directory.resolve("vote"), "term 7");
        disk.admitted();
        disk.admitted();

        assertThat(disk.isNew()).isFalse();
    }
}
