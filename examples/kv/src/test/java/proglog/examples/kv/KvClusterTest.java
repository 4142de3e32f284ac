package proglog.examples.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.Background.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.FreePorts;
import proglog.security.CertsCommand;

/// Real nodes in one JVM: Raft over mutual TLS, files, HTTP.
@Tag("cluster")
final class KvClusterTest {

    @TempDir private Path folder;
    private final Client client = new Client();
    private final Map<String, StoreConfig> configs = new HashMap<>();
    private final Map<String, KvNode> nodes = new HashMap<>();

    @BeforeEach
    void makeCertificates() {
        assertThat(CertsCommand.commandLine().execute("--dir", folder.resolve("certs").toString()))
                .isZero();
    }

    @AfterEach
    void closeAll() {
        nodes.values().forEach(KvNode::close);
        client.close();
    }

    @Test
    void keepsItsStateOverARestart() throws IOException {
        KvNode first = start("a", Optional.empty());
        until(() -> client.post(first.address(), "/key/k", "1").status() == 200);
        client.post(first.address(), "/key/gone", "x");
        client.ask("DELETE", first.address(), "/key/gone", "");

        first.close();
        KvNode again = start("a", Optional.empty());

        until(() -> client.get(again.address(), "/key/k").status() == 200);
        assertThat(client.get(again.address(), "/key/k").body()).isEqualTo("1");
        assertThat(client.get(again.address(), "/key/gone").status()).isEqualTo(404);
    }

    @Test
    void answersTheSameOnEveryNodeAndGoesOnWithoutItsLeader() throws IOException {
        KvNode a = start("a", Optional.empty());
        KvNode b = start("b", Optional.of("a"));
        KvNode c = start("c", Optional.of("b")); // need not lead to be asked
        for (KvNode node : List.of(a, b, c)) {
            until(() -> node.consensus().nodes().size() == 3);
        }

        until(() -> client.post(c.address(), "/key/k", "1").status() == 200);
        for (KvNode node : List.of(a, b, c)) {
            until(() -> client.get(node.address(), "/key/k").body().equals("1"));
            assertThat(client.get(node.address(), "/key/absent").status()).isEqualTo(404);
        }

        String leader = leader();
        stop(leader);
        KvNode other = nodes.values().iterator().next();
        until(() -> client.post(other.address(), "/key/k", "2").status() == 200);

        KvNode back = start(leader, Optional.empty());
        until(() -> client.get(back.address(), "/key/k").body().equals("2"));
    }

    @Test
    void isUnavailableWithoutAMajority() throws IOException {
        KvNode a = start("a", Optional.empty());
        start("b", Optional.of("a"));
        until(() -> a.consensus().nodes().size() == 2);
        until(() -> client.post(a.address(), "/key/k", "1").status() == 200);

        stop("b");

        until(() -> client.get(a.address(), "/key/k").status() == 503);
        assertThat(client.get(a.address(), "/").status()).isEqualTo(200);
    }

    private StoreConfig config(String name) {
        return Objects.requireNonNull(configs.get(name));
    }

    private void stop(String name) {
        Objects.requireNonNull(nodes.remove(name)).close();
    }

    private String leader() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().consensus().leadership().isSelf())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /// Starts the node called `name`, with what it was started with before, if it was.
    private KvNode start(String name, Optional<String> toJoin) throws IOException {
        if (!configs.containsKey(name)) {
            List<Integer> ports = FreePorts.row(2);
            configs.put(
                    name,
                    new StoreConfig(
                            "127.0.0.1",
                            ports.getFirst(),
                            ports.getLast(),
                            folder.resolve(name),
                            folder.resolve("certs"),
                            toJoin.map(other -> config(other).id())));
        }
        KvNode node = KvNode.start(config(name));
        nodes.put(name, node);
        return node;
    }
}
