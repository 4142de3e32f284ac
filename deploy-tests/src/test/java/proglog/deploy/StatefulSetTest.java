package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import proglog.v1.Server;
import tools.jackson.databind.node.ObjectNode;

/// The chart, run as Kubernetes runs it, on the real image and under load: what was acknowledged is
/// there, once, on each node.
///
/// One cluster for all tests, which begin with three ready nodes.
@NeedsEngine
@TestInstance(Lifecycle.PER_CLASS)
final class StatefulSetTest {

    private static final int SOME = 30;
    private static final int MOST_NODES = 4;
    private static final String DOMAIN = "proglog-nodes.logs.svc.cluster.local";

    private Path scratch;
    private Certificates certificates;
    private StatefulSet nodes;
    private Load load;
    private int renderings;

    @BeforeAll
    void install(@TempDir Path directory) {
        scratch = directory;
        List<String> hosts = new ArrayList<>(List.of(DOMAIN));
        for (int ordinal = 0; ordinal < MOST_NODES; ordinal++) {
            hosts.add("proglog-%d.%s".formatted(ordinal, DOMAIN));
        }
        certificates = Certificates.make(scratch.resolve("certs"), hosts);
        nodes =
                StatefulSet.create(
                        scratch,
                        Map.of("proglog-certs", certificates.directory()),
                        rendered("bootstrap: true"));
    }

    @AfterAll
    void uninstall() {
        nodes.close();
    }

    // The image that was built, little memory, no waiting that has no purpose here.
    private List<ObjectNode> rendered(String change) {
        String[] image = ProglogImage.name().split(":");
        return Chart.in(scratch.resolve("chart-" + renderings++))
                .withFile("values-kind.yaml")
                .with("image: {repository: %s, tag: %s}".formatted(image[0], image[1]))
                .with(change)
                .render();
    }

    @BeforeEach
    void underLoad() {
        load =
                Load.start(
                        () -> nodes.ready().stream().flatMap(pod -> place(pod).stream()).toList());
        load.awaitMore(SOME);
    }

    @AfterEach
    void everyNodeHasEveryAcknowledgedRecordOnce() throws InterruptedException {
        nodes.awaitReady();
        load.awaitMore(SOME);
        load.close();
        for (Pod pod : nodes.pods()) {
            load.verify(pod.name(), place(pod).orElseThrow());
        }
    }

    private Optional<Place> place(Pod pod) {
        return pod.box().address().map(address -> new Place(address, certificates.root()));
    }

    private List<Server> servers(int ordinal) {
        return place(nodes.pod(ordinal)).map(Place::servers).orElse(List.of());
    }

    private List<String> voters() {
        return servers(0).stream().map(Server::getId).sorted().toList();
    }

    @Test
    void nodesHaveStableNames() {
        assertThat(servers(1))
                .extracting(Server::getRpcAddr)
                .containsExactlyInAnyOrder(
                        "proglog-0." + DOMAIN + ":8400",
                        "proglog-1." + DOMAIN + ":8400",
                        "proglog-2." + DOMAIN + ":8400");
    }

    @Test
    void anUpgradeReplacesOneAfterTheOther() {
        String[] next = ProglogImage.next().split(":");

        nodes.apply(rendered("image: {repository: %s, tag: %s}".formatted(next[0], next[1])));

        String version = ", version " + ProglogImage.version(ProglogImage.next());
        assertThat(nodes.pods())
                .allSatisfy(pod -> assertThat(pod.box().said()).containsOnlyOnce(version));
        nodes.apply(rendered("bootstrap: true"));
    }

    @Test
    void aNodeMoreGetsAVoteAndOneLessLosesIt() {
        nodes.apply(rendered("replicaCount: 4"));
        Patience.until("four votes").until(() -> voters().size() == MOST_NODES);

        nodes.apply(rendered("replicaCount: 3"));

        Patience.until("three votes")
                .until(() -> voters().equals(List.of("proglog-0", "proglog-1", "proglog-2")));
    }

    @Test
    void aMachineIsLost() {
        nodes.loseMachine(1, false);
    }

    @Test
    void aMachineIsLostWithItsDisk() {
        nodes.loseMachine(2, true);
    }

    @Test
    void nodeZeroIsLostWithItsDiskAndDoesNotBeginAnotherCluster() {
        nodes.apply(rendered("bootstrap: false"));

        nodes.loseMachine(0, true);
    }

    // Nobody has taken from it the permission to begin a cluster.
    @Test
    void nodeZeroIsLostWithItsDiskBeforeTheFirstUpgrade() {
        nodes.apply(rendered("bootstrap: true"));

        nodes.loseMachine(0, true);

        Patience.until("three votes in one cluster").until(() -> voters().size() == 3);
        assertThat(nodes.pod(0).box().said())
                .contains("begins no cluster", "was admitted to its cluster");
    }

    @Test
    void allMachinesAreLostTogether() {
        nodes.loseAllMachines();
    }

    @Test
    void nothingWasStartedAgainByAProbe() {
        assertThat(nodes.complaint()).isEmpty();
    }
}
