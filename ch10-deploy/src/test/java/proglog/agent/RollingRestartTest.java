package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.loadbalance.Consumer;
import proglog.loadbalance.Producer;
import proglog.loadbalance.Proglog;

/// All nodes are restarted, one after the other, and clients go on meanwhile.
final class RollingRestartTest {

    private static final List<String> NODES = List.of("a", "b", "c");
    private static final int AT_ONCE = 20;

    @Test
    @Timeout(300)
    void noClientNotices(@TempDir Path folder) throws IOException, InterruptedException {
        try (TestAgents agents = TestAgents.in(folder)) {
            agents.startThree();
            AtomicBoolean isOver = new AtomicBoolean();
            try (Proglog cluster = Proglog.connect(address(agents), agents.credentials("root"));
                    var many = Background.start(() -> send(cluster, "many", AT_ONCE, isOver));
                    var single = Background.start(() -> send(cluster, "one", 1, isOver))) {
                for (String name : NODES) {
                    agents.stop(name);
                    agents.start(name);
                    agents.awaitAll(agents.leader().log().offsets().next());
                }
                isOver.set(true);

                int sent =
                        many.result(Duration.ofMinutes(1)) + single.result(Duration.ofMinutes(1));
                List<String> found = read(cluster, sent);
                assertThat(cluster.log().offsets().size()).isEqualTo(sent);
                assertThat(numbers(found, "many")).isSorted().doesNotHaveDuplicates();
                assertThat(numbers(found, "one")).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    private static String address(TestAgents agents) {
        return NODES.stream()
                .map(name -> "127.0.0.1:" + agents.agent(name).rpcAddress().getPort())
                .collect(Collectors.joining(",", "proglog:///", ""));
    }

    /// Sends numbers, so many at once, each of which must be appended; returns how many.
    private static int send(Proglog cluster, String name, int atOnce, AtomicBoolean isOver) {
        int sent = 0;
        try (Producer producer = cluster.producer()) {
            while (!isOver.get()) {
                List<CompletableFuture<Long>> sends = new ArrayList<>();
                for (int i = 0; i < atOnce; i++) {
                    sends.add(producer.send(Bytes.utf8(name + " " + sent++)));
                }
                sends.forEach(send -> send.orTimeout(60, TimeUnit.SECONDS).join());
            }
        }
        return sent;
    }

    private static List<String> read(Proglog cluster, int count) throws InterruptedException {
        List<String> found = new ArrayList<>();
        try (Consumer consumer = cluster.consumer(0)) {
            while (found.size() < count) {
                found.add(consumer.next().value().toUtf8());
            }
        }
        return found;
    }

    private static Stream<Integer> numbers(List<String> found, String name) {
        return found.stream()
                .filter(text -> text.startsWith(name))
                .map(text -> Integer.valueOf(text.substring(name.length() + 1)));
    }
}
