package proglog.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a run ran on: enough to compare it with another, nothing that names the machine.
///
/// @param cores that the JVM may use
/// @param memoryMiB of the machine
/// @param loadAverage when the run began; negative when unknown
/// @param jvm its name and version
/// @param system the operating system and its version
/// @param fileSystem the type of the one that is written to
record Machine(
        int cores,
        long memoryMiB,
        double loadAverage,
        String jvm,
        String system,
        String fileSystem) {

    static Machine here(Path directory) throws IOException {
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                Numbers.round(system.getSystemLoadAverage()),
                "%s %s".formatted(property("java.vm.name"), property("java.vm.version")),
                "%s %s %s"
                        .formatted(
                                property("os.name"), property("os.version"), property("os.arch")),
                Files.getFileStore(directory).type());
    }

    /// Where figures of `commit` at `scale` come from, as a sentence above their table.
    String origin(String commit, String scale) {
        return ("Commit `%s`, scale *%s*, on %d cores, %,d MiB of memory, %s, %s, %s; load average"
                        + " %s when it began.")
                .formatted(
                        commit,
                        scale,
                        cores,
                        memoryMiB,
                        system,
                        fileSystem,
                        jvm,
                        Numbers.show(loadAverage));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
