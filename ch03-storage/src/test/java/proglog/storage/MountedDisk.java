package proglog.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A small file system of its own, mounted while the test runs: on a file (`ext4` on a loop device)
/// or in memory (`tmpfs`). For one thread only.
final class MountedDisk implements AutoCloseable {

    private static final int COMMAND_SECONDS = 60;

    private final Path point;
    private final Thread lastResort = new Thread(this::unmount);

    private MountedDisk(Path point) {
        this.point = point;
    }

    /// A file system in memory with room for so many bytes and files.
    static MountedDisk tmpfs(Path point, int bytes, int files) {
        return mount(
                point,
                "-t",
                "tmpfs",
                "-o",
                "size=%d,nr_inodes=%d".formatted(bytes, files),
                "tmpfs");
    }

    /// Makes an empty ext4 in the file `image`.
    static void format(Path image, int mebibytes) {
        run("truncate", "-s", mebibytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
    }

    /// Mounts the ext4 in `image`; by itself it writes nothing to the image for five minutes.
    static MountedDisk ext4(Path point, Path image, String... options) {
        String all = String.join(",", "loop,commit=300", String.join(",", options));
        return mount(point, "-t", "ext4", "-o", all, image.toString());
    }

    private static MountedDisk mount(Path point, String... arguments) {
        try {
            Files.createDirectories(point);
        } catch (IOException e) {
            throw new IllegalStateException("no place to mount at", e);
        }
        String failure = tryToRun(command("mount", arguments, point.toString()));
        if (!failure.isEmpty()) {
            RealDisks.missing("to mount file systems: " + failure);
        }
        var disk = new MountedDisk(point);
        Runtime.getRuntime().addShutdownHook(disk.lastResort);
        return disk;
    }

    /// Where its files are.
    Path path() {
        return point;
    }

    /// The device's name, such as `loop0`.
    String device() {
        try (var mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.map(line -> line.split(" ", 3))
                    .filter(words -> words[1].equals(point.toString()))
                    .map(words -> Path.of(words[0]).getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("no /proc/mounts", e);
        }
    }

    /// Unmounts it; when somebody still has files open there, as soon as they are closed.
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        unmount();
    }

    private void unmount() {
        if (!tryToRun(List.of("umount", point.toString())).isEmpty()) {
            run("umount", "-l", point.toString());
        }
    }

    private static List<String> command(String program, String[] arguments, String last) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        command.add(last);
        return command;
    }

    /// Runs a program that must succeed.
    static void run(String... command) {
        String failure = tryToRun(List.of(command));
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }

    /// Runs a program and returns why it failed; nothing when it did not.
    private static String tryToRun(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return command + " takes too long";
            }
            return process.exitValue() == 0 ? "" : command + " failed: " + said.strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
