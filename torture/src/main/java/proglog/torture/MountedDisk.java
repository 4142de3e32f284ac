package proglog.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system in a file, so that it can be full, and lose power. For one thread only.
///
/// It is mounted so that the kernel holds back for five minutes whatever nobody syncs. A copy of
/// the file, made before it is unmounted, is what a disk holds after a power cut.
final class MountedDisk implements Disk {

    private static final String FILL = "fill";

    private final Path point;
    private final Path image;
    private final int mebibytes;
    private final Thread lastResort = new Thread(this::unmountAtTheEnd);
    private boolean mounted;

    private MountedDisk(Path point, Path image, int mebibytes) {
        this.point = point;
        this.image = image;
        this.mebibytes = mebibytes;
    }

    /// Makes an empty one in `directory` and mounts it.
    static MountedDisk open(Path directory, int mebibytes) throws IOException {
        MountedDisk disk =
                new MountedDisk(
                        Files.createDirectories(directory.resolve("disk")),
                        directory.resolve("disk.img"),
                        mebibytes);
        Runtime.getRuntime().addShutdownHook(disk.lastResort);
        disk.format();
        disk.mount();
        return disk;
    }

    @Override
    public Path data() {
        return point.resolve("data");
    }

    /// Takes every free byte.
    void fill() throws IOException {
        Path fill = point.resolve(FILL);
        long free = Files.getFileStore(point).getUnallocatedSpace();
        // What the file system itself needs for so large a file is not known before.
        for (long spare = 0; spare < free; spare = spare * 2 + 4096) {
            String bytes = String.valueOf(free - spare);
            if (Tool.tryToRun("fallocate", "-l", bytes, fill.toString()).isEmpty()) {
                return;
            }
            Files.deleteIfExists(fill);
        }
    }

    /// Gives them back.
    void free() throws IOException {
        Files.deleteIfExists(point.resolve(FILL));
    }

    /// Loses what was not synced. Nobody may have a file open.
    void cutPower() throws IOException {
        Path copy = image.resolveSibling("copy.img");
        Tool.run("cp", "--sparse=always", image.toString(), copy.toString());
        unmount();
        Files.delete(image);
        Files.move(copy, image);
        mount();
    }

    @Override
    public void wipe() throws IOException {
        unmount();
        Files.delete(image);
        format();
        mount();
    }

    private void format() throws IOException {
        Tool.run("truncate", "-s", mebibytes + "M", image.toString());
        Tool.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
    }

    private void mount() throws IOException {
        Tool.run(
                "mount", "-t", "ext4", "-o", "loop,commit=300", image.toString(), point.toString());
        mounted = true;
        Files.createDirectories(data());
    }

    private void unmount() throws IOException {
        if (mounted) {
            if (!Tool.tryToRun("umount", point.toString()).isEmpty()) {
                Tool.run("umount", "-l", point.toString());
            }
            mounted = false;
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        unmount();
    }

    private void unmountAtTheEnd() {
        try {
            unmount();
        } catch (IOException failure) {
            System.err.println("proglog torture: " + failure.getMessage());
        }
    }
}
