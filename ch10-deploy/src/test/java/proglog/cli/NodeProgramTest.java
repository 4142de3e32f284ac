package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.grpc.Terminal;

/// How a node's process is started.
final class NodeProgramTest {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    @TempDir private Path folder;

    @Test
    void aNodeHasItsSettingsFromAFile() {
        LocalNode node = new LocalNode(folder, 1, 9410);
        NodeProgram program =
                new NodeProgram(Path.of("java"), Path.of("flags"), "classes", Optional.empty());

        assertThat(ofJava(program.command(node)))
                .containsExactly(
                        "java",
                        "@flags",
                        "-Xmx512m",
                        "-cp",
                        "classes",
                        "proglog.cli.Main",
                        "serve",
                        "--config-file",
                        node.settings().toString());
    }

    @Test
    void aNodeStartsFromACacheIfThereIsOne() throws IOException {
        Path cache = folder.resolve("cache");
        Files.createFile(folder.resolve("jvm.flags"));
        Map<String, String> environment =
                Map.of("PROGLOG_HOME", folder.toString(), "PROGLOG_CACHE", cache.toString());

        assertThat(NodeProgram.of(surroundings(environment)).cache()).isEmpty();

        Files.createFile(cache);
        NodeProgram program = NodeProgram.of(surroundings(environment));

        assertThat(program.cache()).contains(cache);
        assertThat(program.command(new LocalNode(folder, 0, 9400)))
                .containsSequence("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    @Test
    void aNodeFindsItsClassesFromItsOwnFolder() throws IOException {
        Files.createFile(folder.resolve("jvm.flags"));

        NodeProgram program =
                NodeProgram.of(surroundings(Map.of("PROGLOG_HOME", folder.toString())));

        assertThat(program.flags()).isEqualTo(folder.resolve("jvm.flags"));
        assertThat(program.classPath().split(File.pathSeparator))
                .isNotEmpty()
                .allMatch(place -> Path.of(place).isAbsolute());
    }

    @Test
    void nothingStartsWithoutTheFlags() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        NodeProgram.of(surroundings(Map.of("PROGLOG_HOME", folder.toString()))))
                .withMessageStartingWith("no file " + folder.resolve("jvm.flags"));
    }

    // Ctrl-C is not for the nodes, where that can be said.
    private static List<String> ofJava(List<String> command) {
        return Files.isExecutable(SETSID) ? command.subList(1, command.size()) : command;
    }

    private static Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(
                new HashMap<>(environment),
                new Terminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream()));
    }
}
