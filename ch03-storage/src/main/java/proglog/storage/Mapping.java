package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The first bytes of a file as memory; closing it unmaps them. For many threads.
///
/// Who still reads when it is closed gets an `IllegalStateException`. A disk that cannot read shows
/// as an `InternalError`.
final class Mapping implements Closeable {

    private final Arena arena;
    private final MemorySegment bytes;

    private Mapping(Arena arena, MemorySegment bytes) {
        this.arena = arena;
        this.bytes = bytes;
    }

    /// Maps the first `size` bytes of the file at `path`.
    static Mapping existing(Path path, long size) throws IOException {
        return map(path, MapMode.READ_ONLY, size, StandardOpenOption.READ);
    }

    /// Makes the file at `path` have `size` bytes at least, and maps them.
    static Mapping grown(Path path, long size) throws IOException {
        return map(
                path, MapMode.READ_WRITE, size, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Mapping map(Path path, MapMode mode, long size, OpenOption... options)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new Mapping(
                    arena,
                    Uninterrupted.run(() -> {
                        try (FileChannel channel = FileChannel.open(path, options)) {
                            return channel.map(mode, 0, size, arena);
                        }
                    }));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    MemorySegment bytes() {
        return bytes;
    }

    boolean isOpen() {
        return arena.scope().isAlive();
    }

    @Override
    public void close() {
        arena.close();
    }
}
