package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.LogUnavailableException;

/// A disk that may be read and not written, from the start or from some moment on.
class ReadOnlyDiskTest {

    private static final String READ_ONLY = "Read-only file system";

    @TempDir Path directory;

    @BeforeEach
    void makeADisk() {
        RealDisks.require("mount", "umount", "truncate", "mkfs.ext4");
        MountedDisk.format(directory.resolve("disk.img"), 16);
    }

    @Test
    void isNotOpenedAndSaysWhy() {
        try (MountedDisk disk = mount("rw");
                SegmentedLog log = open(disk)) {
            log.append(Bytes.utf8("first"));
        }

        try (MountedDisk disk = mount("ro")) {
            assertThatThrownBy(() -> open(disk))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining(disk.path() + "/log could not be opened: ")
                    .hasMessageContaining(READ_ONLY);
        }

        try (MountedDisk disk = mount("rw");
                SegmentedLog log = open(disk)) {
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("first"));
        }
    }

    /// What ext4 does when it finds itself damaged: nothing that was held back is written any more.
    @Test
    void refusesAppendsAndGoesOnReadingWhenTheDiskTurnsReadOnly() throws IOException {
        try (MountedDisk disk = mount("errors=remount-ro")) {
            SegmentedLog log = open(disk);
            log.append(Bytes.utf8("first"));
            turnReadOnly(disk);

            assertThat(
                            catchThrowableOfType(
                                    CommitLogException.class,
                                    () -> log.append(Bytes.utf8("second"))))
                    .hasStackTraceContaining(READ_ONLY);
            assertThatThrownBy(() -> log.append(Bytes.utf8("third")))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining(READ_ONLY);
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("first"));
            assertThat(log.offsets().next()).isEqualTo(1);
            log.close(); // nothing acknowledged is at stake
        }

        try (MountedDisk disk = mount("rw");
                SegmentedLog log = open(disk)) {
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("first"));
            assertThat(log.append(Bytes.utf8("second"))).isEqualTo(1);
        }
    }

    private static void turnReadOnly(MountedDisk disk) throws IOException {
        Path trigger = Path.of("/sys/fs/ext4", disk.device(), "trigger_fs_error");
        if (!Files.isWritable(trigger)) {
            RealDisks.missing(trigger + ", to make an ext4 report an error");
        }
        Files.writeString(trigger, "a test");
    }

    private MountedDisk mount(String option) {
        return MountedDisk.ext4(directory.resolve("mount"), directory.resolve("disk.img"), option);
    }

    private static SegmentedLog open(MountedDisk disk) {
        return SegmentedLog.open(disk.path().resolve("log"), SegmentedLogConfig.defaults());
    }
}
