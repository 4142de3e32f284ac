package proglog.examples.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.consensus.ClusterNode;
import proglog.examples.kv.store.LonelyConsensus;
import proglog.examples.kv.store.MemoryStore;
import proglog.examples.kv.store.StoreStateMachine;

/// Servers over real sockets, under a consensus of one node each.
final class KvServerTest {

    private final Client client = new Client();
    private final Deque<KvServer> servers = new ArrayDeque<>();

    private record Node(KvServer server, LonelyConsensus<Long> consensus) {

        InetSocketAddress address() {
            return server.address();
        }

        ClusterNode asLeader() {
            return new ClusterNode("leader", "", "127.0.0.1:" + address().getPort());
        }
    }

    @AfterEach
    void closeAll() {
        servers.forEach(KvServer::close);
        client.close();
    }

    @Test
    void isTheSameServerOverAStoreInMemory() throws IOException {
        KvServer alone = KvServer.startAlone(anyPort(), new MemoryStore());
        servers.push(alone);

        assertThat(client.post(alone.address(), "/key/a", "1").status()).isEqualTo(200);
        assertThat(client.get(alone.address(), "/key/a").body()).isEqualTo("1");
        assertThat(client.get(alone.address(), "/raft/add").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a%2Fb", "a/b", "a%20b+c", "%C3%BC", "%25", "a%3Fb%23c", ".."})
    void sendsReadsAndWritesToTheLeader(String key) throws IOException {
        Node leader = start();
        Node follower = start();
        follower.consensus.follow(Optional.of(leader.asLeader()));

        assertThat(client.post(follower.address(), "/key/" + key, "1").status()).isEqualTo(200);
        assertThat(client.get(leader.address(), "/key/" + key).body()).isEqualTo("1");
        assertThat(client.get(follower.address(), "/key/" + key).body()).isEqualTo("1");
        assertThat(client.ask("DELETE", follower.address(), "/key/" + key, "").status())
                .isEqualTo(200);
        assertThat(client.get(follower.address(), "/key/" + key))
                .isEqualTo(client.get(leader.address(), "/key/" + key))
                .returns(404, Client.Answer::status);
    }

    @Test
    void sendsVotersToTheLeader() throws IOException {
        Node leader = start();
        Node follower = start();
        follower.consensus.follow(Optional.of(leader.asLeader()));

        assertThat(
                        client.post(
                                follower.address(),
                                "/raft/add",
                                "{\"ID\":\"b:1\",\"Address\":\"b:2\"}"))
                .returns(200, Client.Answer::status);
        assertThat(leader.consensus.nodes()).contains(new ClusterNode("b:1", "b:2", "b:1"));
    }

    @Test
    void isUnavailableWithoutALeader() throws IOException {
        Node node = start();
        node.consensus.follow(Optional.empty());

        assertThat(client.get(node.address(), "/key/a").status()).isEqualTo(503);
        assertThat(client.post(node.address(), "/key/a", "1").status()).isEqualTo(503);
        assertThat(client.get(node.address(), "/").status()).isEqualTo(200);
    }

    @Test
    void isUnavailableWhenTheLeaderIsGone() throws IOException {
        Node leader = start();
        Node follower = start();
        follower.consensus.follow(Optional.of(leader.asLeader()));
        leader.server.close();

        assertThat(client.post(follower.address(), "/key/a", "1").status()).isEqualTo(503);
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatIsNotAnswered() throws Exception {
        try (ServerSocket leader = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Node follower = start();
            String address = "127.0.0.1:" + leader.getLocalPort();
            follower.consensus.follow(Optional.of(new ClusterNode("leader", "", address)));
            try (var writing =
                    Background.start(() -> client.post(follower.address(), "/key/a", "1"))) {
                hangUp(leader);

                assertThat(writing.result().status()).isEqualTo(504);
            }
        }
    }

    private static void hangUp(ServerSocket leader) throws IOException {
        try (Socket connection = leader.accept()) {
            assertThat(connection.getInputStream().read()).isEqualTo('P');
        }
    }

    @Test
    void doesNotSendARequestToAndFro() throws IOException {
        Node one = start();
        Node other = start();
        one.consensus.follow(Optional.of(other.asLeader()));
        other.consensus.follow(Optional.of(one.asLeader()));

        assertThat(client.get(one.address(), "/key/a").status()).isEqualTo(503);
    }

    @Test
    void refusesAValueThatIsTooLong() throws IOException {
        Node leader = start();
        String most = "x".repeat(KvServer.VALUE_BYTES);

        assertThat(client.post(leader.address(), "/key/a", most).status()).isEqualTo(200);
        assertThat(client.get(leader.address(), "/key/a").body()).isEqualTo(most);
        assertThat(client.post(leader.address(), "/key/a", most + "x").status()).isEqualTo(413);
    }

    private Node start() throws IOException {
        MemoryStore applied = new MemoryStore();
        var consensus =
                new LonelyConsensus<>(
                        new StoreStateMachine(applied), new ClusterNode("self", "", ""));
        KvServer server = KvServer.start(anyPort(), "self", consensus, applied);
        servers.push(server);
        return new Node(server, consensus);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
