package proglog.examples.onevalue;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.Background.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.discovery.AtomixMembership;
import proglog.discovery.Member;
import proglog.discovery.MembershipConfig;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Three nodes that find each other by gossip, over mutual TLS.
@Tag("cluster")
final class OneValueClusterTest {

    private static final OneValueNode.Pace QUICK =
            new OneValueNode.Pace(
                    Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMillis(50));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir private Path folder;

    @BeforeEach
    void makeCertificates() {
        assertThat(CertsCommand.commandLine().execute("--dir", folder.toString())).isZero();
        open.push(client);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void holdsOneValueOnAllAndGoesOnWithoutOne() throws Exception {
        OneValueNode a = start("a", List.of());
        List<String> first = List.of(a.membership().self().address());
        OneValueNode b = start("b", first);
        OneValueNode c = start("c", first);

        ask(c, "/set/7");
        until(() -> List.of(a, b, c).stream().allMatch(node -> ask(node, "/get").equals("7")));

        a.close();
        until(() -> b.membership().members().size() == 2);
        ask(b, "/set/8");
        until(() -> ask(c, "/get").equals("8"));

        OneValueNode again = start("a", List.of(c.membership().self().address()));
        until(() -> ask(again, "/get").equals("8")); // it comes back empty, and is told
    }

    private OneValueNode start(String name, List<String> join) throws IOException {
        MutualTls tls = MutualTls.open(TlsFiles.in(folder, "peer"));
        open.push(tls);
        MembershipConfig config = MembershipConfig.of(name, "127.0.0.1:0").withJoin(join);
        OneValueNode node =
                OneValueNode.start(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        address -> AtomixMembership.join(config.withTag(Member.RPC, address), tls),
                        QUICK,
                        new Random(1));
        open.push(node);
        return node;
    }

    private String ask(OneValueNode node, String path) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(node.address().getPort(), path));
        try {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
