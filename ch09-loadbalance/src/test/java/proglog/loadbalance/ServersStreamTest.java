package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.WatchServersRequest;
import proglog.cluster.v1.WatchServersResponse;
import proglog.consensus.ClusterNode;
import proglog.consensus.ScriptedConsensus;
import proglog.grpc.LogServer;

/// Task 9.6: [ServersStream], what a client hears of its cluster.
@Tag("task-9.6")
final class ServersStreamTest {

    private static final String SECTION = "see README.md, Task 9.6";
    private static final ClusterNode A = new ClusterNode("a", "a:2", "a:1");
    private static final ClusterNode B = new ClusterNode("b", "b:2", "b:1");

    private final ScriptedConsensus<Integer> consensus = ScriptedConsensus.of(A);
    private LogServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server =
                LogServer.builder()
                        .serve(new Service(consensus))
                        .start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        channel =
                NettyChannelBuilder.forAddress(
                                server.address(), InsecureChannelCredentials.create())
                        .flowControlWindow(64 * 1024)
                        .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void isToldHowItIsAtOnce() {
        consensus.lead(3);

        Heard heard = listen(Integer.MAX_VALUE);

        heard.await("3: a*");
        assertThat(heard.said).as(SECTION).hasSize(1);
    }

    @Test
    void isToldOfEachChange() {
        Heard heard = listen(Integer.MAX_VALUE);
        heard.await("0: a");

        var _ = consensus.addVoter(B);
        heard.await("0: a b");
        consensus.follow(4, Optional.of(B));
        heard.await("4: a b*");
        consensus.follow(4, Optional.empty());
        heard.await("4: a b");
        var _ = consensus.removeVoter("b");
        heard.await("4: a");

        assertThat(heard.said).as(SECTION).hasSize(5);
    }

    @Test
    void isNotToldTwice() {
        Heard heard = listen(Integer.MAX_VALUE);
        consensus.follow(1, Optional.empty());
        heard.await("1: a");

        consensus.follow(1, Optional.empty());
        consensus.follow(2, Optional.empty());
        heard.await("2: a");

        assertThat(heard.said.stream().filter("1: a"::equals)).as(SECTION).hasSize(1);
    }

    @Test
    void aSlowClientIsToldHowItIsThen() {
        for (int i = 0; i < 200; i++) {
            var _ = consensus.addVoter(new ClusterNode("node " + i, i + ":2", i + ":1"));
        }
        Heard heard = listen(1);
        Background.until(() -> heard.said.size() == 1);

        for (int term = 1; term <= 1_000; term++) { // some 5 KiB each, had all been sent
            consensus.follow(term, Optional.of(A));
        }
        heard.call.request(Integer.MAX_VALUE);

        Background.until(() -> heard.said.getLast().startsWith("1000: "));
        assertThat(heard.said).as(SECTION).hasSizeLessThan(200);
    }

    @Test
    void nothingIsLeftOfAClientThatIsGone() {
        Heard heard = listen(Integer.MAX_VALUE);
        Background.until(() -> consensus.watchers() == 1 && !heard.said.isEmpty());

        heard.call.cancel("gone", null);

        Background.until(() -> consensus.watchers() == 0);
    }

    @Test
    void endsWithTheServer() {
        Heard heard = listen(Integer.MAX_VALUE);
        Background.until(() -> consensus.watchers() == 1 && !heard.said.isEmpty());

        server.close();

        Background.until(() -> heard.end.isPresent());
        assertThat(heard.end.get().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(heard.end.get().getDescription()).startsWith("the server is shutting down");
        Background.until(() -> consensus.watchers() == 0);
    }

    private Heard listen(int messages) {
        var call = channel.newCall(ClusterGrpc.getWatchServersMethod(), CallOptions.DEFAULT);
        Heard heard = new Heard(call);
        call.start(heard, new Metadata());
        call.sendMessage(WatchServersRequest.getDefaultInstance());
        call.halfClose();
        call.request(messages);
        return heard;
    }

    /// What a client has heard, as in `4: a* b`.
    private static final class Heard extends ClientCall.Listener<WatchServersResponse> {

        private final ClientCall<WatchServersRequest, WatchServersResponse> call;
        private final List<String> said = new CopyOnWriteArrayList<>();
        private volatile Optional<Status> end = Optional.empty(); // set once, by the channel

        Heard(ClientCall<WatchServersRequest, WatchServersResponse> call) {
            this.call = call;
        }

        void await(String last) {
            try {
                Background.until(() -> !said.isEmpty() && said.getLast().equals(last));
            } catch (AssertionError _) {
                assertThat(said).as(SECTION).endsWith(last);
            }
        }

        @Override
        public void onMessage(WatchServersResponse response) {
            StringBuilder text = new StringBuilder(response.getTerm() + ":");
            response.getServersList()
                    .forEach(one ->
                            text.append(' ')
                                    .append(one.getId())
                                    .append(one.getIsLeader() ? "*" : ""));
            said.add(text.toString());
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end = Optional.of(status);
        }
    }

    private static final class Service extends ClusterGrpc.ClusterImplBase {

        private final ScriptedConsensus<?> consensus;

        Service(ScriptedConsensus<?> consensus) {
            this.consensus = consensus;
        }

        @Override
        public void watchServers(
                WatchServersRequest request, StreamObserver<WatchServersResponse> answers) {
            ServersStream.start(
                    consensus, (ServerCallStreamObserver<WatchServersResponse>) answers);
        }
    }
}
