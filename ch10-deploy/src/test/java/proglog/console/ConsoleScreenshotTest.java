package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;

/// The pictures of `docs/console`, taken of a cluster at work: they are put into `target/console`,
/// to be looked at.
@Tag("slow")
final class ConsoleScreenshotTest {

    private static final Path PICTURES = Path.of("target", "console");
    private static final List<String> SAID =
            List.of(
                    "{\"user\":\"ada\",\"action\":\"login\"}",
                    "GET /orders/1873 200 12 ms",
                    "temperature=21.4",
                    "{\"order\":1873,\"total\":\"42.00\"}",
                    "grüße aus der ferne",
                    "sensor-7 ok");

    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void ofAClusterAtWork(@TempDir Path folder) throws Exception {
        try (Browser browser = Browser.start();
                ConsoleCluster cluster = ConsoleCluster.start(folder);
                Background<Boolean> load = Background.start(() -> work(cluster))) {
            browser.become(1280, 800, false);
            browser.open("http://" + cluster.follower().address() + "/console");
            Background.until(() -> cluster.leader().records().offsets().next() > 20_000);
            browser.await("a line", () -> samples(browser) > 400);
            picture(browser, "at-work");
            browser.become(1280, 800, true);
            ConsoleNode killed = cluster.leader();
            cluster.kill(killed);
            browser.awaitText("#since", "0.5 s without a leader");
            browser.screenshot(PICTURES.resolve("no-leader-desktop-dark.png"));
            browser.awaitText("#leader", cluster.leader().name() + " leads");
            browser.await("appends", () -> browser.text("#appended").length() > 2);
            picture(browser, "elected");
            browser.become(1280, 800, false);
            cluster.start(killed.name());
            browser.await("three", () -> browser.find("#nodes").getText().indexOf("gone") < 0);
            ConsoleNode served = cluster.leader();
            browser.open("http://" + served.address() + "/console");
            browser.await("a line", () -> samples(browser) > 100);
            cluster.kill(served);
            browser.awaitText("#gone", "This is what");
            browser.awaitText("#leader", cluster.leader().name() + " leads");
            browser.await("appends", () -> browser.text("#appended").length() > 2);
            browser.screenshot(PICTURES.resolve("elsewhere-desktop-light.png"));
            isOver.set(true);
            assertThat(load.result(Duration.ofMinutes(1))).isTrue();
        }
    }

    private static int samples(Browser browser) {
        return String.valueOf(browser.find("#spark .line").getDomAttribute("d")).length();
    }

    private static void picture(Browser browser, String name) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            String theme = dark ? "-dark.png" : "-light.png";
            browser.become(1280, 800, dark);
            browser.screenshot(PICTURES.resolve(name + "-desktop" + theme));
            browser.become(390, 844, dark);
            browser.screenshot(PICTURES.resolve(name + "-phone" + theme));
        }
    }

    private boolean work(ConsoleCluster cluster) {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        while (!isOver.get()) {
            List<Bytes> values = new ArrayList<>();
            int size = 20 + chance.nextInt(60);
            for (int i = 0; i < size; i++) {
                values.add(Bytes.utf8(SAID.get(chance.nextInt(SAID.size()))));
            }
            cluster.append(values);
            java.util.concurrent.locks.LockSupport.parkNanos(30_000_000);
        }
        return true;
    }
}
