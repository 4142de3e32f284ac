package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log of a gibibyte in a JVM of 64 MiB.
class SmallHeapTest {

    private static final int MEBIBYTES = 1024;
    private static final long ROOM = 3L * MEBIBYTES * 1024 * 1024;
    private static final long HEAP_TOLERANCE = 128 * 1024;

    @TempDir Path directory;

    @Test
    void opensAndReadsALogOfAnySizeAfterAKill() throws IOException {
        assumeTrue(
                Files.getFileStore(directory).getUsableSpace() > ROOM,
                () -> "skipped: needs 3 GiB of disk at " + directory);
        String records = fill("large", MEBIBYTES);
        fill("small", 1);

        long heapOfSmall = heapAfterOpening("small");
        long heapOfLarge = heapAfterOpening("large");

        assertThat(heapOfLarge).isBetween(0L, heapOfSmall + HEAP_TOLERANCE);
        try (ChildJvm child = child("read", "large")) {
            assertThat(child.hear()).isEqualTo("READ " + records);
            assertThat(child.exitCode()).isZero();
        }
    }

    private String fill(String name, int mebibytes) {
        try (ChildJvm child = child("fill", name, mebibytes)) {
            String records = child.await("FILLED").split(" ", 2)[1];
            child.kill();
            return records;
        }
    }

    private long heapAfterOpening(String name) {
        try (ChildJvm child = child("open", name)) {
            String opened = child.await("OPENED");
            System.out.println(name + ": " + opened);
            return Long.parseLong(opened.split(" ", 4)[3]);
        }
    }

    private ChildJvm child(String what, String name, Object... more) {
        Object[] arguments = new Object[2 + more.length];
        arguments[0] = what;
        arguments[1] = directory.resolve(name);
        System.arraycopy(more, 0, arguments, 2, more.length);
        return ChildJvm.start(List.of("-Xmx64m"), Map.of(), BigLogMain.class, arguments);
    }
}
