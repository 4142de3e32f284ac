package proglog.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Runs file operations that an interrupt of their thread would break, and repeats them when it
/// did.
///
/// The interrupt is not lost: the thread finds it set afterwards.
final class Uninterrupted {

    private Uninterrupted() {}

    /// Something that opens what it uses, so that it can be done again.
    @FunctionalInterface
    interface Operation<T> {
        T run() throws IOException;
    }

    static <T> T run(Operation<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.run();
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
