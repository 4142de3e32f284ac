package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that really is full, and really loses power.
final class MountedDiskTest {

    @TempDir private Path directory;

    @BeforeEach
    void require() throws IOException {
        RealMachine.require();
    }

    @Test
    void keepsWhatWasSyncedAndLosesTheRest() throws IOException {
        try (MountedDisk disk = MountedDisk.open(directory, 32)) {
            Path synced = disk.data().resolve("synced");
            Path unsynced = disk.data().resolve("unsynced");
            write(synced, true);
            write(unsynced, false);

            disk.cutPower();

            assertThat(synced).hasSize(1000);
            assertThat(Files.exists(unsynced) && Files.size(unsynced) == 1000).isFalse();
        }
    }

    @Test
    void isFullUntilItIsFreed() throws IOException {
        try (MountedDisk disk = MountedDisk.open(directory, 32)) {
            disk.fill();
            assertThatThrownBy(() -> Files.write(disk.data().resolve("a"), new byte[1 << 20]))
                    .hasMessageContaining("No space left");

            disk.free();
            Files.write(disk.data().resolve("b"), new byte[1 << 20]);
        }
    }

    @Test
    void losesEverythingWhenItIsWiped() throws IOException {
        try (MountedDisk disk = MountedDisk.open(directory, 32)) {
            write(disk.data().resolve("synced"), true);

            disk.wipe();

            assertThat(disk.data()).isEmptyDirectory();
        }
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(directory.toString());
    }

    private static void write(Path file, boolean sync) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1000));
            if (sync) {
                channel.force(true);
            }
        }
        if (sync) {
            try (FileChannel folder = FileChannel.open(file.getParent())) {
                folder.force(true);
            }
        }
    }
}
