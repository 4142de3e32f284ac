package proglog.loadbalance;

import static io.grpc.ConnectivityState.CONNECTING;
import static io.grpc.ConnectivityState.IDLE;
import static io.grpc.ConnectivityState.READY;
import static io.grpc.ConnectivityState.TRANSIENT_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.ResolvedAddresses;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.grpc.ServerInfo;
import proglog.v1.LogGrpc;

/// Task 9.4: [RoleBalancer#acceptResolvedAddresses], a connection to each server.
@Tag("task-9.4")
final class RoleBalancerTest {

    private static final String SECTION = "see README.md, Task 9.4";
    private static final String A = "10.0.0.1:1";
    private static final String B = "10.0.0.2:1";
    private static final String C = "10.0.0.3:1";
    private static final Call APPEND = Call.of(LogGrpc.getProduceMethod());
    private static final Call READ = Call.of(LogGrpc.getConsumeMethod());

    private final FakeHelper helper = new FakeHelper();
    private final RoleBalancer balancer = new RoleBalancer(helper, new Random(7));

    @AfterEach
    void close() {
        helper.run(balancer::shutdown);
        helper.close();
    }

    @Test
    void connectsToEveryServer() {
        resolve(A, A, B, C);

        assertThat(Stream.of(A, B, C).map(one -> helper.at(one).requests()))
                .as(SECTION)
                .containsOnly(1);
        assertThat(helper.pick(APPEND)).as(SECTION).isEqualTo(PickResult.withNoResult());
    }

    @Test
    void usesWhatIsConnected() {
        resolve(A, A, B, C);
        become(B, READY);
        assertThat(helper.picked(READ, 2)).as(SECTION).containsOnly(B);
        assertThat(helper.pick(APPEND)).as(SECTION).isEqualTo(PickResult.withNoResult());
        assertThat(helper.state()).isEqualTo(READY);

        become(A, READY);

        assertThat(helper.picked(APPEND, 2)).as(SECTION).containsOnly(A);
    }

    @Test
    void aNewLeaderTakesTheNextCall() {
        resolve(A, A, B, C);
        Stream.of(A, B, C).forEach(one -> become(one, READY));

        resolve(B, A, B, C);

        assertThat(helper.picked(APPEND, 3)).as(SECTION).containsOnly(B);
        assertThat(helper.picked(READ, 4)).as(SECTION).contains(A, C).doesNotContain(B);
        assertThat(helper.made()).as(SECTION + ": connections stay").isEqualTo(3);
    }

    @Test
    void withoutALeaderNobodyTakesAppends() {
        resolve(A, A, B);
        Stream.of(A, B).forEach(one -> become(one, READY));

        resolve("nobody", A, B);

        assertThat(helper.pick(APPEND)).as(SECTION).isEqualTo(PickResult.withNoResult());
        assertThat(helper.picked(READ, 4)).as(SECTION).contains(A, B);
    }

    @Test
    void aServerThatLeftIsForgotten() {
        resolve(A, A, B, C);
        Stream.of(A, B, C).forEach(one -> become(one, READY));

        resolve(A, A, C);

        assertThat(helper.at(B).isShutdown()).as(SECTION).isTrue();
        assertThat(helper.picked(READ, 3)).as(SECTION).containsOnly(C);
    }

    @Test
    void aConnectionThatFailsIsTriedAgainSoon() {
        resolve(A, A, B);
        become(A, READY);

        become(A, TRANSIENT_FAILURE);

        assertThat(helper.refreshes()).isEqualTo(1);
        assertThat(helper.pick(APPEND)).isEqualTo(PickResult.withNoResult());
        Background.until(() -> helper.at(A).requests() == 2);
    }

    @Test
    void whoHangsUpIsCalledAgain() {
        resolve(A, A);
        become(A, READY);

        become(A, IDLE);

        assertThat(helper.refreshes()).isEqualTo(1);
        Background.until(() -> helper.at(A).requests() == 2);
    }

    @Test
    void aNewLeaderIsCalledAtOnce() {
        resolve(A, A, B);
        for (int attempt = 1; attempt <= 3; attempt++) { // so that it would wait for a while
            int seen = attempt;
            Background.until(() -> helper.at(B).requests() == seen);
            become(B, TRANSIENT_FAILURE);
        }

        resolve(B, A, B);

        assertThat(helper.at(B).requests()).isEqualTo(4);
    }

    @Test
    void aNameIsLookedUpEachTime() {
        resolve("localhost:1", "localhost:1");
        Background.until(() -> helper.at("localhost:1").requests() == 1);
        assertThat(helper.at("localhost:1").getAllAddresses().getFirst().getAddresses())
                .allMatch(one -> !((InetSocketAddress) one).isUnresolved());

        become("localhost:1", TRANSIENT_FAILURE);

        Background.until(() -> helper.at("localhost:1").requests() == 2);
    }

    @Test
    void aNameThatIsNotKnownIsAFailure() {
        resolve("no-such-host.invalid:1", "no-such-host.invalid:1");

        Background.until(() -> helper.refreshes() > 0);
        assertThat(helper.at("no-such-host.invalid:1").requests()).isZero();
        assertThat(helper.state()).isEqualTo(TRANSIENT_FAILURE);
    }

    @Test
    void isAsGoodAsTheBestOfItsConnections() {
        resolve(A, A, B);
        become(A, TRANSIENT_FAILURE);
        become(B, CONNECTING);
        assertThat(helper.state()).isEqualTo(CONNECTING);

        become(B, TRANSIENT_FAILURE);

        assertThat(helper.state()).isEqualTo(TRANSIENT_FAILURE);
        assertThat(helper.pick(READ)).isEqualTo(PickResult.withNoResult());
    }

    @Test
    void onlyWhoKnowsNoServerFailsCallsBecauseNoneIsFound() {
        helper.run(() -> balancer.handleNameResolutionError(Status.UNAVAILABLE));
        assertThat(helper.pick(READ).getStatus()).isEqualTo(Status.UNAVAILABLE);
        resolve(A, A);
        become(A, READY);

        helper.run(() -> balancer.handleNameResolutionError(Status.UNAVAILABLE));

        assertThat(helper.picked(READ, 1)).containsExactly(A);
    }

    private void become(String address, io.grpc.ConnectivityState state) {
        helper.run(() -> helper.at(address).become(state));
    }

    private void resolve(String leader, String... addresses) {
        var servers =
                List.of(addresses).stream()
                        .map(one -> new ServerInfo(one, one, one.equals(leader)))
                        .map(Roles::group)
                        .toList();
        helper.run(() -> {
            var _ =
                    balancer.acceptResolvedAddresses(
                            ResolvedAddresses.newBuilder().setAddresses(servers).build());
        });
    }
}
