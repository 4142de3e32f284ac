package proglog.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A process that listens on a port. Immutable.
///
/// @param pid which process
/// @param command what it runs
record PortHolder(long pid, String command) {

    private static final Path PROC = Path.of("/proc");
    private static final int SHOWN = 60;
    private static final String LISTENS = "0A";
    // The columns of /proc/net/tcp.
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /// Who listens on `port`, where that can be found out: on Linux, of one's own processes.
    static Optional<PortHolder> of(int port) {
        Set<String> sockets =
                Stream.of("net/tcp", "net/tcp6")
                        .flatMap(file -> lines(PROC.resolve(file)))
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns.length > INODE && columns[STATE].equals(LISTENS))
                        .filter(columns -> columns[LOCAL].endsWith(":%04X".formatted(port)))
                        .map(columns -> "socket:[" + columns[INODE] + "]")
                        .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> hasOpen(process.pid(), sockets))
                        .findFirst()
                        .map(PortHolder::of);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean hasOpen(long pid, Set<String> sockets) {
        Path open = PROC.resolve(String.valueOf(pid)).resolve("fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(open)) {
            for (Path link : links) {
                if (sockets.contains(target(link))) {
                    return true;
                }
            }
        } catch (IOException _) {
            return false; // somebody else's, or gone
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return ""; // closed meanwhile
        }
    }

    private static PortHolder of(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        // Of a Java program the class and its arguments say more than the flags before them.
        String said =
                command.length() <= SHOWN
                        ? command
                        : "… " + command.substring(command.length() - SHOWN);
        return new PortHolder(process.pid(), said);
    }

    /// Such as `process 4711 (nc -l 8400)`.
    String text() {
        return command.isEmpty()
                ? "process %d".formatted(pid)
                : "process %d (%s)".formatted(pid, command);
    }
}
