package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureChannelCredentials;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;

/// What a program does with a cluster; here it is one server, without TLS.
final class ProglogTest {

    private final InMemoryLog log = new InMemoryLog();
    private final FakeCluster cluster = new FakeCluster();
    private final ServedLog served = new ServedLog(log, () -> false, cluster);
    private Proglog proglog;

    @BeforeEach
    void connect() {
        cluster.isAt(served.address());
        proglog =
                Proglog.connect(
                        "proglog:///" + served.address(), InsecureChannelCredentials.create());
    }

    @AfterEach
    void stop() {
        proglog.close();
        served.close();
        log.close();
    }

    @Test
    void appendsAndReads() {
        assertThat(proglog.log().append(Bytes.utf8("a"))).isZero();

        assertThat(proglog.log().read(0).value()).isEqualTo(Bytes.utf8("a"));
        assertThat(log.offsets().next()).isEqualTo(1);
    }

    @Test
    void sendsAndKnowsWhere() throws Exception {
        try (Producer producer = proglog.producer()) {
            assertThat(producer.send(Bytes.utf8("a")).get(30, TimeUnit.SECONDS)).isZero();
        }
        assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));
    }

    @Test
    void readsOnFromAnyOffset() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        log.append(Bytes.utf8("b"));
        try (Consumer consumer = proglog.consumer(1)) {
            assertThat(consumer.next().value()).isEqualTo(Bytes.utf8("b"));
            assertThatThrownBy(consumer::save).hasMessageContaining("without a name");
        }
    }

    @Test
    void readsOnUnderAName() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        log.append(Bytes.utf8("b"));
        try (Consumer first = proglog.consumer("reader")) {
            assertThat(first.next().value()).isEqualTo(Bytes.utf8("a"));
            first.save();
        }
        try (Consumer second = proglog.consumer("reader")) {
            assertThat(second.position()).isEqualTo(1);
            assertThat(second.next().value()).isEqualTo(Bytes.utf8("b"));
        }
    }

    @Test
    void closesWhatItMade() {
        Producer producer = proglog.producer();

        proglog.close();

        assertThat(proglog.channel().isShutdown()).isTrue();
        assertThatThrownBy(() -> proglog.log().append(Bytes.utf8("a")))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(producer.send(Bytes.utf8("a")))
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("the producer is closed");
    }
}
