package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Appender;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.ProducerForgottenException;
import proglog.ProducerSequence;
import proglog.Producers;
import proglog.consensus.TestNode;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A client notices nothing of leaders that die, but that it takes a little longer.
@Tag("cluster")
final class ProglogClusterTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int ROUNDS = 3;

    private ServedCluster cluster;
    private Proglog proglog;
    private volatile boolean isOver; // by the test

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = ServedCluster.start(folder, "a", "b", "c");
        proglog = Proglog.connect(cluster.target(), cluster.client());
    }

    @AfterEach
    void stop() {
        isOver = true;
        proglog.close();
        cluster.close();
    }

    @Test
    void losesNothingRepeatsNothingAndKeepsTheOrderWhenLeadersDieUnderLoad()
            throws InterruptedException {
        List<Background<Long>> producers = new ArrayList<>();
        for (int producer = 0; producer < 2; producer++) {
            int id = producer;
            producers.add(Background.start(() -> produce(id)));
        }
        var appender = Background.start(this::append);

        for (int round = 0; round < ROUNDS; round++) {
            awaitMore(500);
            if (round == 1) {
                cluster.nodes().forEach(node -> TestNode.get(node.log().consensus().snapshot()));
            }
            String leader = cluster.leader().node().name();
            cluster.kill(leader);
            awaitMore(500);
            cluster.start(leader);
        }
        isOver = true;

        long sum = 0;
        List<String> expected = new ArrayList<>();
        for (int producer = 0; producer < 2; producer++) {
            long count = producers.get(producer).result(LONG);
            sum += count;
            expected.add(producer + ": " + count);
        }
        long appended = appender.result(LONG);
        sum += appended;
        expected.add("2: " + appended);
        long all = sum;
        Background.until(() -> proglog.log().offsets().next() >= all); // a follower may be late
        assertThat(proglog.log().offsets().next()).isEqualTo(sum);
        assertThat(ordered(sum)).isEqualTo(expected);
    }

    // How many it had acknowledged: all it sent, each at a higher offset than the one before.
    private long produce(int producer) {
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        ProducerConfig smallBatches = ProducerConfig.defaults().withBatches(1024, 16);
        try (Producer own = proglog.producer(smallBatches)) {
            while (!isOver) {
                for (int i = 0; i < 150; i++) {
                    sends.add(own.send(value(producer, sends.size())));
                }
                own.flush(); // or there are more than need be read
            }
        }
        List<Long> offsets =
                sends.stream().map(send -> send.orTimeout(1, TimeUnit.SECONDS).join()).toList();
        assertThat(offsets).isSorted().doesNotHaveDuplicates();
        return sends.size();
    }

    private long append() {
        long count = 0;
        while (!isOver) {
            proglog.log().append(value(2, count));
            count++;
        }
        return count;
    }

    private static Bytes value(int producer, long number) {
        return Bytes.utf8(producer + " " + number);
    }

    private void awaitMore(long records) {
        CommitLog log = proglog.log();
        long next = log.offsets().next() + records;
        Background.until(() -> log.offsets().next() >= next);
    }

    // Of each producer: how many there are, when they are all there, once and in order.
    private List<String> ordered(long count) throws InterruptedException {
        long[] next = new long[3];
        try (Consumer consumer = proglog.consumer(0)) {
            for (long offset = 0; offset < count; offset++) {
                LogRecord record = consumer.next();
                assertThat(record.offset()).isEqualTo(offset);
                String[] words = record.value().toUtf8().split(" ", 2);
                int producer = Integer.parseInt(words[0]);
                assertThat(words[1]).isEqualTo(Long.toString(next[producer]++));
            }
        }
        return LongStream.range(0, 3).mapToObj(i -> i + ": " + next[(int) i]).toList();
    }

    // Its silence lasts while as many others append as the cluster remembers.
    @Test
    void aProducerThatWasForgottenGoesOnAndIsToldWhatItRepeatsInVain() {
        ProducerSequence repeated = new ProducerSequence(7, Producers.BATCHES + 1);
        Batch old = new Batch(List.of(value(2, 0)), repeated);
        try (Producer producer = proglog.producer()) {
            var _ = producer.send(value(0, 0));
            producer.flush();
            var _ = producer.send(value(0, 1));
            producer.flush();
            proglog.log().append(old, Deadline.never());

            appendAs(Producers.PRODUCERS);
            long offset = producer.send(value(0, 2)).orTimeout(30, TimeUnit.SECONDS).join();

            assertThat(offset).isEqualTo(3 + Producers.PRODUCERS);
            assertThatThrownBy(() -> proglog.log().append(old, Deadline.never()))
                    .isInstanceOf(ProducerForgottenException.class);
            assertThat(proglog.log().offsets().next()).isEqualTo(offset + 1);
        }
    }

    private void appendAs(int producers) {
        Appender appender = cluster.leader().log().appender();
        List<Appender.Begun> begun = new ArrayList<>();
        for (int id = 0; id < producers; id++) {
            Batch one = new Batch(List.of(value(1, id)), new ProducerSequence(1_000 + id, 1));
            begun.add(appender.begin(one, Deadline.never()));
        }
        begun.forEach(Appender.Begun::await);
    }

    @Test
    void doesWhatThePageOfTheChapterShows() throws Exception {
        try (MutualTls tls = MutualTls.open(TlsFiles.in(cluster.certificates().folder(), "root"))) {
            List<String> read = ClientExample.run(cluster.target(), tls, List.of("a", "b", "c"));

            assertThat(read).containsExactly("0: a", "1: b", "2: c");
        }
    }

    @Test
    void aConsumerGoesOnWhenItsNodeDiesAndAnotherOneWhereItHadSaved() throws InterruptedException {
        try (Producer producer = proglog.producer();
                Consumer consumer = proglog.consumer("reports")) {
            for (int i = 0; i < 100; i++) {
                var _ = producer.send(value(0, i));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(consumer.next().offset()).isEqualTo(i);
            }
            consumer.save();

            cluster.kill(cluster.leader().node().name());
            for (int i = 100; i < 200; i++) {
                var _ = producer.send(value(0, i));
            }

            for (int i = 60; i < 200; i++) {
                assertThat(consumer.next().value()).isEqualTo(value(0, i));
            }
            try (Consumer next = proglog.consumer("reports");
                    Consumer other = proglog.consumer("mails")) {
                assertThat(next.next().offset()).isEqualTo(60);
                assertThat(other.next().offset()).isZero();
            }
        }
    }
}
