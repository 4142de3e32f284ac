package proglog.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Scanner;

/// A process under the shim: at each line it says the time of day and how a sync of its file went.
final class Obedient {

    private Obedient() {}

    /// Syncs the file named by the first argument.
    public static void main(String... arguments) throws IOException {
        Scanner lines = new Scanner(System.in, UTF_8);
        try (FileChannel file =
                FileChannel.open(
                        Path.of(arguments[0]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            while (lines.hasNextLine()) {
                lines.nextLine();
                long before = System.nanoTime();
                String outcome = "synced";
                try {
                    file.force(false);
                } catch (IOException failure) {
                    outcome = "failed";
                }
                long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
                System.out.printf("%d %s %d%n", Instant.now().getEpochSecond(), outcome, millis);
            }
        }
    }
}
