package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A client in another language, on another implementation of gRPC: Node and `@grpc/grpc-js`.
///
/// Where Node is not installed, a test is skipped, and says so; with `REQUIRE_NODE=true` in the
/// environment it fails instead.
public final class NodeClient {

    private static final Path CHAPTER = Path.of("..", "ch04-grpc");
    private static final List<String> FOREIGN_PROTOS =
            List.of(
                    "grpc/health/v1/health.proto",
                    "grpc/reflection/v1/reflection.proto",
                    "google/rpc/status.proto",
                    "google/rpc/error_details.proto");
    private static final int INSTALL_SECONDS = 100;
    private static final int CHECK_SECONDS = 60;

    private final Path folder;

    private NodeClient(Path folder) {
        this.folder = folder;
    }

    /// The client with its libraries, in `folder`.
    public static NodeClient install(Path folder) throws IOException, InterruptedException {
        require("node", "npm");
        NodeClient client = new NodeClient(folder);
        client.copy(CHAPTER.resolve("src/test/node"), folder);
        client.copy(CHAPTER.resolve("src/main/proto"), folder.resolve("protos"));
        for (String proto : FOREIGN_PROTOS) {
            client.copyResource(proto);
        }
        client.run(INSTALL_SECONDS, List.of("npm", "ci", "--ignore-scripts", "--prefer-offline"));
        return client;
    }

    /// Checks the server at `address`; what is wrong with it, a line each.
    ///
    /// @param files authority, certificate and key; none for plaintext
    public List<String> complaints(InetSocketAddress address, Path... files)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "client.js"));
        command.add(address.getHostString() + ":" + address.getPort());
        command.add(folder.resolve("protos").toAbsolutePath().toString());
        Arrays.stream(files).map(file -> file.toAbsolutePath().toString()).forEach(command::add);
        List<String> lines = run(CHECK_SECONDS, command).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("1.." + (lines.size() - 1));
        assertThat(lines).hasSizeGreaterThan(12);
        return lines.stream().skip(1).filter(line -> !line.startsWith("ok ")).toList();
    }

    private static void require(String... programs) {
        for (String program : programs) {
            if (!isInstalled(program)) {
                String message = program + " is not installed (apt-get install nodejs npm)";
                if ("true".equals(System.getenv("REQUIRE_NODE"))) {
                    fail(message + ", and REQUIRE_NODE=true forbids to skip this");
                }
                Assumptions.abort(message);
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private String run(int seconds, List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve(command.getFirst() + ".out");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("NODE_NO_WARNINGS", "1"); // an address is no name for TLS
        Process program = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!program.waitFor(seconds, TimeUnit.SECONDS)) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
            fail("%s did not end in %d s: %s", command, seconds, Files.readString(said));
        }
        String output = Files.readString(said);
        if (command.getFirst().equals("npm")) {
            assertThat(program.exitValue()).as(output).isZero();
        }
        return output;
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void copyResource(String name) throws IOException {
        Path target = folder.resolve("protos").resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream resource = ClassLoader.getSystemResourceAsStream(name)) {
            Files.copy(
                    Objects.requireNonNull(resource, name),
                    target,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
