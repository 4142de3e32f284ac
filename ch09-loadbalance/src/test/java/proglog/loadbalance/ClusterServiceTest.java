package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.CommitLog;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.Server;
import proglog.cluster.v1.WatchServersRequest;
import proglog.consensus.TestNode;
import proglog.grpc.NotPermittedException;
import proglog.grpc.RemoteLog;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// What nodes say to those who may listen, and to nobody else.
@Tag("cluster")
final class ClusterServiceTest {

    @TempDir private Path folder;

    @Test
    void everyMethodAsksForAnAction() {
        assertThat(ClusterService.actions().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ClusterGrpc.getServiceDescriptor().getMethods().stream()
                                .map(MethodDescriptor::getFullMethodName)
                                .toList());
        assertThat(ClusterService.actions().values()).noneMatch(List::isEmpty);
    }

    @Test
    void saysWhenANodeLosesItsVoteAndNothingToStrangers() throws Exception {
        try (ServedCluster cluster = ServedCluster.start(folder, "a", "b", "c")) {
            ServedNode leader = cluster.leader();
            ServedNode asked =
                    cluster.nodes().stream().filter(one -> !one.leads()).findFirst().orElseThrow();
            assertThat(heardUntil(3, cluster, asked))
                    .filteredOn(Server::getIsLeader)
                    .extracting(Server::getRpcAddr)
                    .containsExactly(leader.node().rpcAddress());

            String gone =
                    cluster.nodes().stream()
                            .filter(one -> !one.leads() && !one.equals(asked))
                            .map(one -> one.node().name())
                            .findFirst()
                            .orElseThrow();
            try (Background<List<Server>> two =
                    Background.start(() -> heardUntil(2, cluster, asked))) {
                two.awaitBlocked();
                TestNode.get(leader.log().consensus().removeVoter(gone));

                assertThat(two.result()).extracting(Server::getId).doesNotContain(gone);
            }
            assertThatThrownBy(() -> offsets(cluster, nobody(cluster)))
                    .isInstanceOf(NotPermittedException.class)
                    .hasMessageContaining("nobody is not permitted to consume from or produce");
        }
    }

    private static List<Server> heardUntil(int servers, ServedCluster cluster, ServedNode asked) {
        ManagedChannel channel =
                BalancedChannel.builder(asked.node().rpcAddress(), cluster.client()).build();
        try {
            var said =
                    ClusterGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(30, TimeUnit.SECONDS)
                            .watchServers(WatchServersRequest.getDefaultInstance());
            List<Server> last = said.next().getServersList();
            while (last.size() != servers || last.stream().noneMatch(Server::getIsLeader)) {
                last = said.next().getServersList();
            }
            return last;
        } finally {
            channel.shutdownNow();
        }
    }

    private static ChannelCredentials nobody(ServedCluster cluster) throws IOException {
        try (MutualTls tls =
                MutualTls.open(TlsFiles.in(cluster.certificates().folder(), "nobody"))) {
            return tls.client();
        }
    }

    private static void offsets(ServedCluster cluster, ChannelCredentials client) {
        ManagedChannel channel = BalancedChannel.open(cluster.target(), client);
        try (CommitLog log = new RemoteLog(channel)) {
            var _ = log.offsets();
        } finally {
            channel.shutdownNow();
        }
    }
}
