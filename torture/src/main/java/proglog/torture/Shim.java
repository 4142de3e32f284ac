package proglog.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// What stands between one node and its system: a library in C that obeys a small file. For one
/// thread only.
final class Shim {

    private static final int FAILING = 0;
    private static final int SLOW = 8;
    private static final int AHEAD = 16;
    private static final int BYTES = 24;

    private final Path library;
    private final Path control;

    private Shim(Path library, Path control) {
        this.library = library;
        this.control = control;
    }

    /// Makes the library; one serves all nodes.
    static Path compile(Path directory) throws IOException {
        Path source = directory.resolve("shim.c");
        Path library = directory.resolve("shim.so");
        try (InputStream code = Shim.class.getResourceAsStream("shim.c")) {
            Files.write(source, Objects.requireNonNull(code).readAllBytes());
        }
        Tool.run(
                "gcc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl");
        return library;
    }

    /// One that does nothing yet and is told what to do in the file `control`.
    static Shim open(Path library, Path control) throws IOException {
        Files.write(control, new byte[BYTES]);
        return new Shim(library, control);
    }

    /// What a process needs in its environment to have it.
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "TORTURE_CONTROL", control.toString());
    }

    void failSyncs(boolean fail) throws IOException {
        put(FAILING, fail ? 1 : 0);
    }

    void slowSyncs(Duration by) throws IOException {
        put(SLOW, by.toNanos() / 1_000);
    }

    void setClockAhead(Duration by) throws IOException {
        put(AHEAD, by.toNanos());
    }

    // In one write, so that the process sees the number before or after it, never half.
    private void put(int position, long number) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        buffer.putLong(number).flip();
        try (FileChannel file = FileChannel.open(control, StandardOpenOption.WRITE)) {
            file.write(buffer, position);
        }
    }
}
