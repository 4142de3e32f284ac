package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup's file is complete and as it was written, or it is refused.
final class BackupFileTest {

    @TempDir private Path folder;

    @Test
    @Tag("task-10.6")
    void givesBackWhatWasPutIn() throws IOException {
        Path file = write();
        Path target = Files.createDirectory(folder.resolve("target"));

        new BackupFile(file).unpack(target);

        assertThat(target.resolve("state")).hasContent("one");
        assertThat(target.resolve("empty")).isEmptyFile();
        assertThat(target.resolve("0.store")).hasContent("two three");
    }

    @Test
    @Tag("task-10.6")
    void cutAfterAnyByteItIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        Path file = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> new BackupFile(file).verify())
                    .hasMessage("%s is damaged or not complete", file);
        }
    }

    @Test
    @Tag("task-10.6")
    void withAnyByteChangedOrOneMoreItIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        Path file = folder.resolve("changed");
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThatThrownBy(() -> new BackupFile(file).verify()).isInstanceOf(IOException.class);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> new BackupFile(file).verify()).isInstanceOf(IOException.class);
    }

    @Test
    @Tag("task-10.6")
    void refusesAnotherVersionByItsNumber() throws IOException {
        byte[] newer = Files.readAllBytes(write());
        newer[7] = 2;
        Path file = Files.write(folder.resolve("newer"), newer);

        assertThatThrownBy(() -> new BackupFile(file).verify())
                .hasMessage("%s is a backup of version 2, this program reads version 1", file);
    }

    @Test
    void hasItsNameOnlyWhenItIsComplete() throws IOException {
        Path file = folder.resolve("x.backup");
        try (BackupWriter writer = BackupWriter.create(file)) {
            writer.begin("state", 3);
            assertThatThrownBy(() -> writer.complete(1))
                    .hasMessage("a file ended 3 bytes too soon");
            assertThat(file).doesNotExist();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNobodysPlace() throws IOException {
        Path file = write();

        assertThatThrownBy(() -> BackupWriter.create(file))
                .hasMessage("%s: it exists already", file);
    }

    @Test
    void holdsNoFileOfAnotherFolder() throws IOException {
        try (BackupWriter writer = BackupWriter.create(folder.resolve("x.backup"))) {
            assertThatThrownBy(() -> writer.begin("../state", 3))
                    .hasMessage("a backup cannot hold a file called '../state'");
        }
    }

    private Path write() throws IOException {
        Path file = folder.resolve("x.backup");
        try (BackupWriter writer = BackupWriter.create(file)) {
            writer.begin("state", 3);
            writer.write(bytes("one"));
            writer.begin("empty", 0);
            writer.begin("0.store", 9);
            writer.write(bytes("two "));
            writer.write(bytes("three"));
            writer.complete(3);
        }
        return file;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
