package proglog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// A JVM of its own that serves a log, so that its memory and time are a server's only. For one
/// thread only.
final class ServerProcess implements AutoCloseable {

    /// What it can be asked.
    enum Question {
        /// The heap in use after a full collection.
        HEAP_BYTES,
        /// What Java code has taken outside the heap.
        DIRECT_BYTES,
        /// The time all its threads have run.
        CPU_NANOS
    }

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;
    private final InetSocketAddress address;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.questions = new PrintWriter(process.outputWriter(), true);
        this.answers = process.inputReader();
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) answer());
    }

    /// Starts it with a log of so many bytes of values.
    static ServerProcess start(Path directory, long fillBytes) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseG1GC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:NativeMemoryTracking=summary",
                        "--sun-misc-unsafe-memory-access=allow", // as the launcher does
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcessMain.class.getName(),
                        directory.toString(),
                        String.valueOf(fillBytes));
        return new ServerProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    InetSocketAddress address() {
        return address;
    }

    long ask(Question question) throws IOException {
        questions.println(question);
        return answer();
    }

    /// The heap in use and what is taken outside it, when it has come to rest: when two looks, a
    /// full collection apart, find about the same.
    long restingBytes() throws IOException {
        long before = bytes();
        for (int look = 0; look < 20; look++) {
            long now = bytes();
            if (Math.abs(now - before) <= before / 200) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private long bytes() throws IOException {
        return ask(Question.HEAP_BYTES) + ask(Question.DIRECT_BYTES);
    }

    private long answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process with the server ended before it answered");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
