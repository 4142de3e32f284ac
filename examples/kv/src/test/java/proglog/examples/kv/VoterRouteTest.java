package proglog.examples.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.examples.kv.store.LonelyConsensus;
import proglog.examples.kv.store.MemoryStore;
import proglog.examples.kv.store.StoreStateMachine;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

final class VoterRouteTest {

    private static final ClusterNode SELF = new ClusterNode("a:1", "a:2", "a:1");

    private final LonelyConsensus<Long> consensus =
            new LonelyConsensus<>(new StoreStateMachine(new MemoryStore()), SELF);
    private final Handler route =
            new FailureAnswers()
                    .before(
                            new VoterRoute(consensus, Duration.ofMillis(20))
                                    .before(_ -> Response.empty(418)));

    @Test
    void givesAVote() {
        Response answer = add("{\"ID\":\"b:1\",\"Address\":\"b:2\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(consensus.nodes()).contains(new ClusterNode("b:1", "b:2", "b:1"));
    }

    @Test
    void readsWhatANodeWrites() {
        Bytes asked = new VoterRoute.NewVoter("b:1", "b:2").encode();

        assertThat(asked.toUtf8()).isEqualTo("{\"ID\":\"b:1\",\"Address\":\"b:2\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"ID\":\"b:1\"}",
                "{\"ID\":null,\"Address\":\"b:2\"}",
                "{\"ID\":\"b\",\"Address\":\"b:2\"}",
                "{\"ID\":\"b:1\",\"Address\":\"b:2/x\"}",
                "{\"ID\":\"b:1\",\"Address\":\"b:2\"} x"
            })
    void refusesWhatIsNoVoter(String body) {
        assertThat(add(body).status()).isEqualTo(400);
        assertThat(consensus.nodes()).containsExactly(SELF);
    }

    @Test
    void saysWhyNot() {
        consensus.fail(new LogUnavailableException("not now"));
        assertThat(add("{\"ID\":\"b:1\",\"Address\":\"b:2\"}").status()).isEqualTo(503);

        consensus.fallSilent();
        assertThat(add("{\"ID\":\"b:1\",\"Address\":\"b:2\"}").status()).isEqualTo(504);
    }

    @Test
    void leavesTheRestToOthers() {
        assertThat(route.handle(new Request("GET", "/raft", Map.of(), Bytes.EMPTY)).status())
                .isEqualTo(418);
        assertThat(route.handle(new Request("GET", "/raft/add", Map.of(), Bytes.EMPTY)).status())
                .isEqualTo(405);
    }

    private Response add(String body) {
        return route.handle(new Request("POST", "/raft/add", Map.of(), Bytes.utf8(body)));
    }
}
