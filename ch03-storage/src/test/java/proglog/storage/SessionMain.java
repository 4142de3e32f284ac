package proglog.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import proglog.CommitLogException;

/// Opens a log and does what it is told on standard input, one answer for each line.
///
/// ```
/// (start)            OPENED next
/// append number      ACK 0 0 number offset
/// read offset        RECORD number
/// close              CLOSED
/// (any)              FAILED class message
/// ```
///
/// Its arguments: directory, sync policy, bytes of a store. It ends with its input, without closing
/// the log.
public final class SessionMain {

    private SessionMain() {}

    /// Runs until its input ends.
    public static void main(String[] args) throws IOException {
        SegmentedLogConfig config =
                SegmentedLogConfig.defaults()
                        .withSync(SyncPolicy.valueOf(args[1]))
                        .withSegments(Long.parseLong(args[2]), 1024 * 1024);
        SegmentedLog log;
        try {
            log = SegmentedLog.open(Path.of(args[0]), config);
        } catch (CommitLogException e) {
            System.out.println(failed(e));
            return;
        }
        System.out.println("OPENED " + log.offsets().next());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(log, line));
        }
    }

    private static String answer(SegmentedLog log, String line) {
        String[] words = line.split(" ", 2);
        try {
            return switch (words[0]) {
                case "append" -> append(log, Integer.parseInt(words[1]));
                case "read" -> read(log, Long.parseLong(words[1]));
                case "close" -> close(log);
                default -> throw new IllegalArgumentException(line);
            };
        } catch (CommitLogException e) {
            return failed(e);
        }
    }

    private static String append(SegmentedLog log, int number) {
        long offset = log.append(new NumberedBatch(0, 0, number).values()).first();
        return "ACK 0 0 " + number + " " + offset;
    }

    private static String read(SegmentedLog log, long offset) {
        return "RECORD " + NumberedBatch.of(log.read(offset).value()).number();
    }

    private static String close(SegmentedLog log) {
        log.close();
        return "CLOSED";
    }

    private static String failed(CommitLogException failure) {
        return "FAILED " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
