package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cuts the power under a log, and looks what the disk still has.
///
/// The disk is a file with an ext4 in it, mounted so that the kernel holds back for five minutes
/// whatever nobody syncs. A copy of the file, made before it is unmounted, is what a disk holds
/// after a power cut: that, and nothing that was only in the memory of the machine.
class PowerCutTest {

    private static final int CUTS = 20;
    private static final int CUTS_UNSYNCED = 4;
    private static final int THREADS = 4;
    private static final int DISK_MEBIBYTES = 48;
    private static final int STORE_BYTES = 32 * 1024;
    private static final int INDEX_BYTES = 100 * Index.ENTRY_BYTES;

    @TempDir Path directory;

    private final long seed = System.nanoTime();
    private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
    private final Promises promises = new Promises();

    @BeforeEach
    void makeADisk() {
        RealDisks.require("mount", "umount", "truncate", "mkfs.ext4", "cp");
        MountedDisk.format(image(0), DISK_MEBIBYTES);
    }

    @Test
    void losesNothingAcknowledgedWhenEveryAppendIsSynced() throws IOException {
        for (int cut = 0; cut < CUTS; cut++) {
            appendUntilThePowerIsCut(cut, SyncPolicy.EVERY_APPEND);

            assertThat(missingAfter(cut, SyncPolicy.EVERY_APPEND))
                    .as("acknowledged, but missing after cut %d, seed %d", cut, seed)
                    .isZero();
        }

        System.out.printf("%d cuts, %d acknowledged%n", CUTS, promises.acknowledged());
        assertThat(promises.acknowledged()).isGreaterThan(CUTS);
    }

    /// So that one knows the cuts are real: what nobody synced is lost.
    @Test
    void losesWhatWasNotSyncedButKeepsALogWhenOnlyRollsAreSynced() throws IOException {
        int missing = 0;
        for (int cut = 0; cut < CUTS_UNSYNCED; cut++) {
            appendUntilThePowerIsCut(cut, SyncPolicy.ROLL);

            missing += missingAfter(cut, SyncPolicy.ROLL);
            promises.forget();
            MountedDisk.format(image(cut + 1), DISK_MEBIBYTES);
        }

        System.out.printf("%d cuts, %d missing%n", CUTS_UNSYNCED, missing);
        assertThat(missing).as("acknowledged, but missing, seed %d", seed).isPositive();
    }

    private Path image(int cut) {
        return directory.resolve("disk" + cut + ".img");
    }

    private void appendUntilThePowerIsCut(int cut, SyncPolicy sync) throws IOException {
        try (MountedDisk disk = MountedDisk.ext4(directory.resolve("mount"), image(cut));
                ChildJvm child =
                        ChildJvm.start(
                                LoadMain.class,
                                disk.path().resolve("log"),
                                cut,
                                THREADS,
                                sync,
                                STORE_BYTES,
                                INDEX_BYTES)) {
            child.await("READY");
            int enough = 1 + random.nextInt(300);
            for (int i = 0; i < enough; i++) {
                promises.note(child.hear());
            }
            child.kill(); // the disk must not change while it is copied
            for (String line = child.hear(); !line.isEmpty(); line = child.hear()) {
                promises.note(line);
            }
            MountedDisk.run(
                    "cp", "--sparse=always", image(cut).toString(), image(cut + 1).toString());
        }
        Files.delete(image(cut));
    }

    private int missingAfter(int cut, SyncPolicy sync) {
        try (MountedDisk disk = MountedDisk.ext4(directory.resolve("mount"), image(cut + 1));
                SegmentedLog log = SegmentedLog.open(disk.path().resolve("log"), config(sync))) {
            return promises.missing(log).size();
        }
    }

    private static SegmentedLogConfig config(SyncPolicy sync) {
        return SegmentedLogConfig.defaults().withSync(sync).withSegments(STORE_BYTES, INDEX_BYTES);
    }
}
