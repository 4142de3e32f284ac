package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every ```console block of every README prints what the README says. CONTRIBUTING.md has the
/// form.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the READMEs' commands are for bash")
final class ReadmeCommandsTest {

    private static final String CLUSTER = "cluster"; // where a page keeps one
    private static final Set<String> LEFT_OUT = Set.of(".git", "data", "target");

    @TestFactory
    Stream<DynamicTest> printsWhatTheReadmeSays(@TempDir Path scratch) throws IOException {
        Repository repository = Repository.enclosing();
        return repository.readmes().stream()
                .filter(page -> !Step.of(page).isEmpty())
                .map(page -> {
                    String name = repository.name(page.path());
                    Path folder = scratch.resolve(name.replace('/', '_'));
                    return DynamicTest.dynamicTest(
                            name, page.path().toUri(), () -> run(page, repository, folder));
                });
    }

    @Test
    void tellsWhatDiffers(@TempDir Path scratch) throws IOException {
        Path page = scratch.resolve("README.md");
        Files.writeString(page, "```console\n$ echo one; echo two\none\nthree\n```\n");

        assertThat(difference(MarkdownFile.read(page), scratch))
                .isEqualTo(
                        """
                        README.md:2: $ echo one; echo two
                        expected:
                          one
                          three
                        printed:
                          one
                          two
                        """);
    }

    @Test
    void keepsOneSessionForAPage(@TempDir Path scratch) throws IOException {
        Path page = scratch.resolve("README.md");
        Files.writeString(
                page,
                """
                ```console
                $ cat > /dev/null; port=8080; echo $port
                8080
                $ test 8400 = $PROGLOG_PORT && test 8403 = $PROGLOG_ADMIN_PORT && echo same
                same
                ```
                ```console
                $ (echo ready; sleep 100) &
                ready
                $ test $port = $PROGLOG_PORT && kill -9 $! && echo \\
                >     done
                done
                ```
                """);

        assertThat(difference(MarkdownFile.read(page), scratch)).isEmpty();
    }

    private static void run(MarkdownFile page, Repository repository, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(repository.root())) {
            for (Path entry : entries) {
                if (!LEFT_OUT.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry);
                }
            }
        }
        try {
            String difference = difference(page, folder);
            if (!difference.isEmpty()) {
                fail(difference);
            }
        } finally {
            endCluster(folder);
        }
    }

    // Its nodes outlive the command that started them.
    private static void endCluster(Path folder) throws IOException, InterruptedException {
        Path cluster = folder.resolve(CLUSTER);
        if (Files.exists(cluster.resolve("cluster.properties"))) {
            Map<String, String> environment =
                    Map.of(
                            "PROGLOG_CLUSTER_DIR", cluster.toString(),
                            "JAVA_HOME", System.getProperty("java.home"));
            Outcome.of(folder, environment, List.of("./proglog", "down", "--delete"));
        }
    }

    private static String difference(MarkdownFile page, Path folder) throws IOException {
        Map<String, Integer> ports = freePorts();
        Map<String, String> environment =
                Map.of(
                        "PROGLOG_CLUSTER_DIR", folder.resolve(CLUSTER).toString(),
                        "PROGLOG_LEARN", folder.resolve("learner").toString(),
                        "PROGLOG_PORT", port("8400", ports),
                        "PROGLOG_GOSSIP_PORT", port("8401", ports),
                        "PROGLOG_RAFT_PORT", port("8402", ports),
                        "PROGLOG_ADMIN_PORT", port("8403", ports),
                        "JAVA_HOME", System.getProperty("java.home"));
        try (BashSession bash = BashSession.start(folder, environment)) {
            for (Step said : Step.of(page)) {
                Step step = said.onPorts(ports);
                List<String> printed = bash.run(step);
                if (!step.output().matches(printed)) {
                    return "%s:%d: $ %s\nexpected:\n%sprinted:\n%s"
                            .formatted(
                                    page.path().getFileName(),
                                    step.line(),
                                    step.command(),
                                    indented(step.output().lines()),
                                    indented(printed));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return "";
    }

    private static String indented(List<String> lines) {
        return String.join("\n", lines).indent(2);
    }

    // Those of three nodes: as far apart as those that are printed, since `./proglog up` counts.
    private static Map<String, Integer> freePorts() throws IOException {
        int first = FreePorts.firstOfARow();
        Map<String, Integer> ports = new HashMap<>();
        for (int offset : FreePorts.ROW) {
            ports.put(String.valueOf(8400 + offset), first + offset);
        }
        ports.put("8080", ports.get("8400"));
        return ports;
    }

    private static String port(String printed, Map<String, Integer> ports) {
        return String.valueOf(ports.get(printed));
    }
}
