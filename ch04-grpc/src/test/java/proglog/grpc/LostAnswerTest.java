package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;

/// What a producer is told when the network does not tell it what became of its append.
final class LostAnswerTest {

    private static final Batch BATCH =
            new Batch(List.of(Bytes.utf8("a"), Bytes.utf8("b")), new ProducerSequence(7, 1));

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final Relay relay = loopback.relay(loopback.serve(log));
    private final RemoteLog remote = new RemoteLog(loopback.channel(relay.address()));

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void saysThatItDoesNotKnowAndStoresARepeatedBatchOnce() throws InterruptedException {
        log.hold();
        try (var producer = Background.start(() -> remote.append(BATCH, Deadline.never()))) {
            Background.until(() -> log.appends().size() == 1);

            relay.cut();

            assertThat(producer.failure())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageStartingWith("no answer to the append: ");
        }
        log.release();

        OffsetRange repeated = remote.append(BATCH, Deadline.never());

        assertThat(repeated).isEqualTo(new OffsetRange(0, 2));
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
    }

    @Test
    void doesNotTryAgainByItself() throws InterruptedException {
        log.hold();
        try (var producer = Background.start(() -> remote.append(Bytes.utf8("a")))) {
            Background.until(() -> log.appends().size() == 1);
            relay.cut();
            producer.failure();
        }
        log.release();

        remote.append(Bytes.utf8("b"));

        assertThat(log.appends()).hasSize(2);
    }

    @Test
    void saysThatNothingHappenedWhenNobodyListens() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        RemoteLog refused = new RemoteLog(loopback.channel(nobody));

        assertThatThrownBy(() -> refused.append(Bytes.utf8("a")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("Connection refused");
        assertThatThrownBy(() -> refused.read(0)).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void saysThatNothingHappenedWhenTheServerNeverSpeaks() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var address = (InetSocketAddress) silent.getLocalSocketAddress();
            RemoteLog waiting = new RemoteLog(loopback.channel(address));

            assertThatThrownBy(() ->
                            waiting.append(
                                    Batch.of(Bytes.utf8("a")),
                                    Deadline.after(Duration.ofMillis(200))))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void saysThatNothingHappenedWhenTheHostIsUnknown() {
        RemoteLog nowhere = new RemoteLog(loopback.channel("no-such-host.invalid", 1));

        assertThatThrownBy(() -> nowhere.append(Bytes.utf8("a")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void doesNotKnowWhenTheDeadlinePassesOnTheWay() throws InterruptedException {
        log.hold();
        Deadline soon = Deadline.after(Duration.ofMillis(300));
        try (var producer = Background.start(() -> remote.append(BATCH, soon))) {
            assertThat(producer.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void doesNotKnowWhenItIsInterruptedOnTheWay() throws InterruptedException {
        log.hold();
        try (var producer = Background.start(() -> remote.append(BATCH, Deadline.never()))) {
            Background.until(() -> log.appends().size() == 1);

            producer.interrupt();

            assertThat(producer.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void doesNotKnowWhenTheConnectionAndNotTheServerSaysExhausted() {
        var exhausted =
                new StatusRuntimeException(
                        Status.RESOURCE_EXHAUSTED.withDescription(
                                "HTTP/2 error code: ENHANCE_YOUR_CALM"));
        Sent sent = new Sent();
        assertThat(Failures.ofAppend(exhausted, sent)).isInstanceOf(LogUnavailableException.class);

        sent.newClientStreamTracer(
                        ClientStreamTracer.StreamInfo.newBuilder().build(), new Metadata())
                .streamCreated(Attributes.EMPTY, new Metadata());

        assertThat(Failures.ofAppend(exhausted, sent)).isInstanceOf(OutcomeUnknownException.class);
    }
}
