package proglog.torture;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Everything clients did, in memory and, a line each, in a file. For many threads.
final class History implements AutoCloseable {

    private final long began = System.nanoTime();
    private final BufferedWriter file;
    private final List<Operation> operations = new ArrayList<>(); // guarded by this

    private History(BufferedWriter file) {
        this.file = file;
    }

    /// Writes to `file`, too.
    static History open(Path file) throws IOException {
        return new History(Files.newBufferedWriter(file));
    }

    /// Nanoseconds since it began.
    long now() {
        return System.nanoTime() - began;
    }

    synchronized void add(Operation operation) {
        operations.add(operation);
        line(operation.toString());
    }

    /// Notes something that is not a client's.
    synchronized void note(String event) {
        line("%.3f s: %s".formatted(now() / 1e9, event));
    }

    private void line(String text) {
        try {
            file.write(text);
            file.newLine();
        } catch (IOException failure) {
            throw new UncheckedIOException("the history cannot be kept", failure);
        }
    }

    /// All appends so far.
    synchronized List<Operation.Append> appends() {
        return only(Operation.Append.class);
    }

    /// All linearizable reads so far.
    synchronized List<Operation.Read> reads() {
        return only(Operation.Read.class);
    }

    private <T extends Operation> List<T> only(Class<T> type) {
        return operations.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
