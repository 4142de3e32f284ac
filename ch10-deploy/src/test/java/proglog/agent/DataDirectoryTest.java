package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a node can keep anything there.
final class DataDirectoryTest {

    private final Path folder;

    DataDirectoryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isMadeAndLeftEmpty() throws IOException {
        Path data = folder.resolve("some/data");

        new DataDirectory(data).prepare();
        new DataDirectory(data).prepare();

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void isNoFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new DataDirectory(file).prepare())
                .isInstanceOf(IOException.class)
                .hasMessage("the data directory %s is not a directory", file);
    }

    @Test
    void isNotBelowAFile() throws IOException {
        Path data = Files.createFile(folder.resolve("file")).resolve("data");

        assertThatThrownBy(() -> new DataDirectory(data).prepare())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the data directory %s cannot be written to: ", data);
    }
}
