package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;

/// Reading, and remembering in the cluster how far.
final class ConsumerTest {

    private final InMemoryLog log = new InMemoryLog();
    private final Attempts attempts = new Attempts(Duration.ofSeconds(30));
    private final FakeCluster cluster = new FakeCluster();
    private final ServedLog served = new ServedLog(log, () -> false, cluster);
    private final PositionStore positions = new PositionStore(served.channel(), attempts);

    @AfterEach
    void stop() {
        served.close();
        log.close();
    }

    private Consumer consumer(Optional<String> name) {
        return new Consumer(new ResumingCursor(log::follow, attempts, 0), name, positions);
    }

    @Test
    void knowsHowFarItHasRead() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        log.append(Bytes.utf8("b"));
        try (Consumer consumer = consumer(Optional.empty())) {
            assertThat(consumer.position()).isZero();
            assertThat(consumer.isReady()).isTrue();
            assertThat(consumer.next().value()).isEqualTo(Bytes.utf8("a"));
            assertThat(consumer.next().value()).isEqualTo(Bytes.utf8("b"));

            assertThat(consumer.position()).isEqualTo(2);
            assertThat(consumer.isReady()).isFalse();
        }
    }

    @Test
    void savesItUnderItsName() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        assertThat(positions.find("reader")).isEmpty();
        try (Consumer consumer = consumer(Optional.of("reader"))) {
            var _ = consumer.next();

            consumer.save();
        }
        assertThat(positions.find("reader")).hasValue(1);
        assertThat(positions.find("another")).isEmpty();
    }

    @Test
    void savesItAgainWhenThatFailed() {
        cluster.failSaves(2);
        try (Consumer consumer = consumer(Optional.of("reader"))) {
            consumer.save();
        }
        assertThat(positions.find("reader")).hasValue(0);
        assertThat(cluster.failuresLeft()).isZero();
    }

    @Test
    void savesNothingWithoutAName() {
        try (Consumer consumer = consumer(Optional.empty())) {
            assertThatThrownBy(consumer::save)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a consumer without a name saves nothing");
        }
    }

    @Test
    void readsNothingOnceItIsClosed() {
        log.append(Bytes.utf8("a"));
        Consumer consumer = consumer(Optional.empty());

        consumer.close();

        assertThat(consumer.isReady()).isTrue();
        assertThatThrownBy(consumer::next).isInstanceOf(LogUnavailableException.class);
    }
}
