package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// Nodes reach nodes of their own cluster, and nobody else does.
final class PeerNetworkTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir private Path folder;

    @Test
    void reachesANodeOfItsCluster() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork a = certificates.network("ours");
                PeerNetwork b = certificates.network("ours")) {
            listen(a, 0);

            ask(b.channel(address(a)));

            assertThat(b.channel(address(a)).isConnected()).isTrue();
            assertThat(b.channel(address(a))).isSameAs(b.channel(address(a)));
        }
    }

    @Test
    void refusesAnotherClusterAndSaysSoOnce() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        String reason = "the call is for cluster 'theirs', this is 'ours'";
        try (LoggedLines logged = LoggedLines.of(ClusterIdCheck.class.getName());
                PeerNetwork a = certificates.network("ours");
                PeerNetwork b = certificates.network("theirs")) {
            listen(a, 0);

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> ask(b.channel(address(a))))
                        .hasMessage("FAILED_PRECONDITION: " + reason);
            }

            assertThat(logged.lines()).containsExactly("WARN refused 127.0.0.1: " + reason);
        }
    }

    @Test
    void refusesPlaintextClientsAndForeigners() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder.resolve("ours"));
        TestCertificates foreign = TestCertificates.make(folder.resolve("foreign"));
        try (LoggedLines logged = LoggedLines.of("proglog.security");
                PeerNetwork a = certificates.network("ours");
                PeerNetwork stranger = foreign.network("ours")) {
            listen(a, 0);

            assertRefused(a, InsecureChannelCredentials.create());
            assertRefused(a, certificates.client());
            assertThatThrownBy(() -> ask(stranger.channel(address(a))))
                    .isInstanceOf(StatusRuntimeException.class);

            Background.until(() -> logged.lines().size() == 3);
            assertThat(logged.lines().getFirst()).contains("it does not speak TLS");
            assertThat(logged.lines()).allMatch(line -> line.startsWith("WARN no TLS with"));
        }
    }

    @Test
    @Tag("seconds")
    void reachesANodeAsSoonAsItIsBack() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        try (LoggedLines logged = LoggedLines.of(PeerChannel.class.getName());
                PeerNetwork b = certificates.network("ours")) {
            PeerNetwork first = certificates.network("ours");
            listen(first, 0);
            String address = address(first);
            int port = first.address().getPort();
            ask(b.channel(address));
            first.close();
            long begin = System.nanoTime();
            // By then gRPC alone would stay away for seconds.
            AtomicInteger refused = new AtomicInteger();
            Background.until(() -> {
                refused.addAndGet(isReached(b.channel(address)) ? 0 : 1);
                return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(3);
            });

            try (PeerNetwork second = certificates.network("ours")) {
                listen(second, port);
                long back = System.nanoTime();
                Background.until(() -> isReached(b.channel(address)));

                assertThat(System.nanoTime() - back).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
            }
            assertThat(refused).hasPositiveValue();
            assertThat(logged.lines()).hasSize(2);
            assertThat(logged.lines().getFirst())
                    .startsWith("WARN peer at " + address + " is unreachable: ");
            assertThat(logged.lines().getLast()).isEqualTo("INFO peer at " + address + " is back");
        }
    }

    @Test
    @Tag("seconds")
    void refusesAnIdThatEnginesCannotTake() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);

        assertThatThrownBy(() -> certificates.network("1 cluster"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cluster id '1 cluster' is not a letter and up to 99 letters, digits, - and"
                                + " _");
    }

    @Test
    void saysWhereItListensAndForWhichCluster() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork a = certificates.network("ours")) {
            assertThat(a.clusterId()).isEqualTo("ours");
            assertThatThrownBy(a::address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the network is not started");

            listen(a, 0);

            assertThat(a.address().getPort()).isPositive();
        }
    }

    @Test
    void onceItIsClosedItNeitherCallsNorAnswers() throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork a = certificates.network("ours");
                PeerNetwork b = certificates.network("ours");
                PeerNetwork c = certificates.network("ours")) {
            listen(a, 0);
            String address = address(a);
            Channel ofB = b.channel(address);
            assertThat(isReached(ofB)).isTrue();

            b.close();

            assertThat(isReached(ofB)).isFalse();
            assertThat(isReached(b.channel("localhost:" + a.address().getPort()))).isFalse();
            assertThat(isReached(c.channel(address))).isTrue();
            a.close();
            assertThat(isReached(c.channel(address))).isFalse();
        }
    }

    private static void listen(PeerNetwork network, int port) throws IOException {
        network.start(new InetSocketAddress(HERE, port));
    }

    private static String address(PeerNetwork network) {
        return "127.0.0.1:" + network.address().getPort();
    }

    private static void ask(Channel channel) {
        var _ =
                HealthGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .check(HealthCheckRequest.getDefaultInstance());
    }

    private static boolean isReached(Channel channel) {
        try {
            ask(channel);
            return true;
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    private static void assertRefused(PeerNetwork network, ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilder(address(network), credentials).build();
        try {
            assertThatThrownBy(() -> ask(channel)).isInstanceOf(StatusRuntimeException.class);
        } finally {
            channel.shutdownNow();
        }
    }
}
