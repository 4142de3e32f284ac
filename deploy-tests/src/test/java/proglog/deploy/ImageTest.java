package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/// The image alone: what it is, and one node of it.
@NeedsEngine
@TestInstance(Lifecycle.PER_CLASS)
final class ImageTest {

    private static final long MOST_BYTES = 120_000_000;
    private static final int KILLED = 137;

    private final DockerClient engine = DockerClientFactory.instance().client();
    private final Network network = Network.newNetwork();
    private final List<Box> boxes = new ArrayList<>();
    private Certificates certificates;

    @BeforeAll
    void prepare(@TempDir Path scratch) {
        certificates = Certificates.make(scratch.resolve("certs"), List.of("alone"));
    }

    @AfterAll
    void cleanUp() {
        boxes.forEach(Box::close);
        network.close();
    }

    private InspectImageResponse image(String name) {
        return engine.inspectImageCmd(name).exec();
    }

    private ContainerConfig config() {
        return Objects.requireNonNull(image(ProglogImage.name()).getConfig());
    }

    private Box run(List<String> arguments, Map<String, String> environment, List<Bind> mounts) {
        BoxPlan plan =
                new BoxPlan(
                        "alone",
                        ProglogImage.name(),
                        arguments,
                        environment,
                        mounts,
                        List.of("alone"),
                        BoxPlan.Rights.few());
        Box box = Box.start(plan, network);
        boxes.add(box);
        return box;
    }

    private static void awaitEnd(Box box) {
        Patience.until("its end").until(() -> !box.isRunning());
    }

    @Test
    void isSmall() {
        Map<String, String> labels = Objects.requireNonNull(config().getLabels());
        String base = Objects.requireNonNull(labels.get("org.opencontainers.image.base.name"));

        long over =
                Objects.requireNonNull(image(ProglogImage.name()).getSize())
                        - Objects.requireNonNull(image(base).getSize());

        assertThat(over).as("bytes over %s", base).isLessThanOrEqualTo(MOST_BYTES);
    }

    // But for the last one, Java's cache: it holds what a JVM had in its memory, and when.
    @Test
    void theSameJarsMakeTheSameLayers() {
        List<String> first = layers(ProglogImage.name());

        List<String> second = layers(ProglogImage.again());

        assertThat(first).hasSizeGreaterThan(4).hasSameSizeAs(second);
        assertThat(second.subList(0, second.size() - 1))
                .isEqualTo(first.subList(0, first.size() - 1));
    }

    private List<String> layers(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(image(name).getRootFS()).getLayers());
    }

    @Test
    void runsAsAUserWithoutAName() {
        assertThat(config().getUser()).isEqualTo("10001:10001");
    }

    // -XX:AOTMode=on makes an error of a cache that cannot be used, of which nothing is said else.
    @Test
    void usesItsCache() {
        Box box =
                run(List.of("--version"), Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"), List.of());

        awaitEnd(box);

        assertThat(box.state().getExitCodeLong()).as(box.said()).isZero();
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() {
        Box box = run(List.of("serve"), NodeSettings.of("alone", true, "alone"), List.of());

        awaitEnd(box);

        assertThat(box.state().getExitCodeLong()).isEqualTo(1);
        assertThat(box.said().strip()).startsWith("proglog: /etc/proglog/certs/").hasLineCount(1);
    }

    @Test
    void getsHealthyOnAReadOnlyRootAndStopsWhenItIsTold() {
        Map<String, String> settings = new HashMap<>(NodeSettings.of("alone", true, "alone"));
        Bind mount = Bind.parse(certificates.readable() + ":/etc/proglog/certs:ro");
        Box box = run(List.of("serve"), settings, List.of(mount));
        Patience.until("healthy")
                .until(() -> "healthy".equals(box.state().getHealth().getStatus()));

        box.stop(15);

        assertThat(box.state().getExitCodeLong()).isNotEqualTo(KILLED);
        assertThat(box.said()).contains("LogServer - stopped");
    }
}
