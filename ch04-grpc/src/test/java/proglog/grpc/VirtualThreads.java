package proglog.grpc;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which virtual threads there are, by a thread dump: they are in no thread group.
final class VirtualThreads {

    private VirtualThreads() {}

    /// How many are called `name`.
    static long named(String name) {
        return linesWith("\"" + name + "\" virtual");
    }

    /// How many methods of a class of this name are being run.
    static long running(String className) {
        return linesWith(className + ".");
    }

    private static long linesWith(String text) {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                try (var lines = Files.lines(dump)) {
                    return lines.filter(line -> line.contains(text)).count();
                }
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
