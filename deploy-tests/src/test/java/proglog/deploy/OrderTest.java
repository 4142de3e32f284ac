package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// The chart with the order that a StatefulSet has unless told otherwise, and probes by HTTP.
@NeedsEngine
final class OrderTest {

    private static final String DOMAIN = "proglog-nodes.logs.svc.cluster.local";

    @Test
    void theSecondStartsWhenTheFirstIsReady(@TempDir Path scratch) {
        Certificates certificates =
                Certificates.make(
                        scratch.resolve("certs"),
                        List.of(DOMAIN, "proglog-0." + DOMAIN, "proglog-1." + DOMAIN));
        String[] image = ProglogImage.name().split(":");
        List<ObjectNode> objects =
                Chart.in(scratch.resolve("chart"))
                        .withFile("values-kind.yaml")
                        .with("image: {repository: %s, tag: %s}".formatted(image[0], image[1]))
                        .with("{replicaCount: 2, podManagementPolicy: OrderedReady}")
                        .with("probes: {kind: http}")
                        .render();

        try (StatefulSet nodes =
                StatefulSet.create(
                        scratch, Map.of("proglog-certs", certificates.directory()), objects)) {
            assertThat(nodes.pods()).allMatch(Pod::isReady);
            assertThat(began(nodes.pod(1))).isAfter(nodes.pod(0).kubelet().readySince());
        }
    }

    private static Instant began(Pod pod) {
        return Instant.parse(pod.box().state().getStartedAt());
    }
}
