package proglog.checks.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The book, built from this tree and served on a port of its own. Immutable.
record Site(Path folder, HttpServer server) implements AutoCloseable {

    /// Builds it; without Node on this machine the test is skipped, or fails where `REQUIRE_NODE`
    /// is true.
    static Site build(Path root) throws IOException, InterruptedException {
        Path log = Files.createDirectories(root.resolve("book/target")).resolve("build.log");
        assertThat(node(root, log, "book/build.js")).as(() -> text(log)).isZero();
        Path folder = root.resolve("book/target/site");
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = SimpleFileServer.createFileServer(anyPort, folder, OutputLevel.NONE);
        server.start();
        return new Site(folder, server);
    }

    /// Runs Node in `root` and returns its exit code; what it printed is in `log`.
    static int node(Path root, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("node"), Stream.of(arguments)).toList();
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("REQUIRE_NODE"))) {
                throw new AssertionError("no Node: apt-get install nodejs npm", e);
            }
            return Assumptions.abort("no Node on this machine: apt-get install nodejs npm");
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("not done after 5 minutes: " + command + "\n" + text(log));
        }
        return process.exitValue();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Where `page` is, as a browser asks for it.
    String address(String page) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), page);
    }

    /// Every page but those that show a source file, sorted.
    List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".html") && !name.equals("404.html"))
                    .filter(name -> !name.startsWith("source/"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
