package proglog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A JVM of its own that opens a log and is killed. For one thread only.
final class LogProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    private LogProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
    }

    /// Starts it with a heap of 64 MiB, to run [LogProcessMain] with these arguments.
    static LogProcess start(Path directory, long segmentBytes, long fillBytes) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogProcessMain.class.getName(),
                        directory.toString(),
                        String.valueOf(segmentBytes),
                        String.valueOf(fillBytes));
        return new LogProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// What it says once it has opened, filled and measured its log.
    LogProcessMain.Answer answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process with the log ended before it answered");
        }
        return LogProcessMain.Answer.parse(line);
    }

    /// Kills it: the log is not closed.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
