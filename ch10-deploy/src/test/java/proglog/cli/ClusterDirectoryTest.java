package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is remembered of a local cluster.
final class ClusterDirectoryTest {

    private final ClusterDirectory directory;

    ClusterDirectoryTest(@TempDir Path folder) {
        this.directory = new ClusterDirectory(folder.resolve("cluster"));
    }

    @Test
    void isNothingAtFirst() throws IOException {
        assertThat(directory.plan()).isEmpty();
        assertThat(directory.nodes()).isEmpty();
    }

    @Test
    void isHowManyNodesThereAreAndWhere() throws IOException {
        directory.write(new ClusterPlan(2, 9400));

        assertThat(directory.plan()).contains(new ClusterPlan(2, 9400));
        assertThat(directory.nodes())
                .isEqualTo(
                        List.of(
                                new LocalNode(directory.path(), 0, 9400),
                                new LocalNode(directory.path(), 1, 9410)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nodes=3", "nodes=three\nport=8400", "nodes=3\nport=123456"})
    void isRefusedWhenItIsDamaged(String text) throws IOException {
        directory.write(new ClusterPlan(1, 9400));
        Path file = directory.path().resolve("cluster.properties");
        Files.writeString(file, text);

        assertThatThrownBy(directory::plan)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageEndingWith("not a number");
    }

    @Test
    void isGoneOnceItIsDeletedButForTheLock() throws IOException {
        directory.write(new ClusterPlan(1, 9400));
        Files.createDirectories(directory.certificates());
        Files.writeString(directory.certificates().resolve("ca.pem"), "ca");
        Files.writeString(directory.lock(), "");

        directory.delete();

        assertThat(directory.path()).isDirectoryContaining(directory.lock()::equals);
        assertThat(directory.path())
                .isDirectoryNotContaining(file -> !file.equals(directory.lock()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 65445", "3, 8400"})
    void takesOneToNineNodesWhereTheirPortsAre(int nodes, int port) {
        assertThat(ClusterPlan.parse(new ClusterPlan(nodes, port).text()))
                .isEqualTo(new ClusterPlan(nodes, port));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8400, 'a local cluster has 1 to 9 nodes, not 0'",
        "10, 8400, 'a local cluster has 1 to 9 nodes, not 10'",
        "1, 0, '1 nodes from port 0 on need ports up to 10'",
        "9, 65446, '9 nodes from port 65446 on need ports up to 65536'"
    })
    void takesNoOthers(int nodes, int port, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterPlan(nodes, port))
                .withMessage(reason);
    }
}
