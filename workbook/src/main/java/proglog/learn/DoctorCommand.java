package proglog.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// `./learn doctor`: what this machine needs, and how to get what is missing.
record DoctorCommand(Path root, PrintStream out) {

    private static final long DISK_GIBIBYTES = 3;
    private static final int JDK = 25;

    int run() {
        boolean isFit = jdk();
        isFit &= disk();
        maven();
        ports();
        docker();
        out.println(isFit ? "ready: ./learn start 1" : "not ready yet");
        return isFit ? 0 : 1;
    }

    private boolean jdk() {
        int version = Runtime.version().feature();
        return say(
                version == JDK,
                "JDK %s in %s".formatted(Runtime.version(), System.getProperty("java.home")),
                "the course needs JDK 25; see https://adoptium.net");
    }

    private boolean disk() {
        try {
            long free = Files.getFileStore(root).getUsableSpace() >> 30;
            return say(
                    free >= DISK_GIBIBYTES,
                    "%d GiB of disk are free".formatted(free),
                    "builds and the local cluster need %d GiB".formatted(DISK_GIBIBYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void maven() {
        String home =
                Optional.ofNullable(System.getenv("MAVEN_USER_HOME"))
                        .orElse(System.getProperty("user.home") + "/.m2");
        boolean isThere = Files.isDirectory(Path.of(home, "wrapper", "dists"));
        boolean isBuilt = ClassPath.isThere(root.resolve("workbook"));
        say(
                isThere && isBuilt,
                "Maven has built the course here",
                "the first check downloads Maven and the libraries: it needs the network and some"
                        + " minutes, once");
    }

    private void ports() {
        List<Integer> taken =
                IntStream.range(0, 3)
                        .flatMap(node -> IntStream.range(0, 4).map(port -> 8400 + 10 * node + port))
                        .filter(port -> !isFree(port))
                        .boxed()
                        .toList();
        say(
                taken.isEmpty(),
                "the ports of a cluster of three are free (8400 to 8423)",
                "taken: %s; a cluster that runs, or set PROGLOG_PORT for another row"
                        .formatted(taken));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private void docker() {
        say(isDockerThere(), "Docker answers", "no Docker: only the end of chapter 10 wants it");
    }

    private static boolean isDockerThere() {
        try {
            Process docker =
                    new ProcessBuilder("docker", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean isDone = docker.waitFor(5, TimeUnit.SECONDS);
            docker.destroyForcibly();
            return isDone && docker.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean say(boolean isThere, String there, String missing) {
        out.printf("  %-4s %s%n", isThere ? "ok" : "--", isThere ? there : missing);
        return isThere;
    }
}
