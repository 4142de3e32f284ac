package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;
import static proglog.consensus.Commands.numbered;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.RemoteLog;

/// What a follower hands to the leader. The node `a` is asked, `b` leads.
final class ForwardingTest {

    private static TestCertificates certificates;
    private ScriptedNode a;
    private ScriptedNode b;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        a = ScriptedNode.start(certificates, "a", Duration.ofSeconds(5));
        b = ScriptedNode.start(certificates, "b");
        b.consensus().lead(4);
        a.consensus().follow(4, Optional.of(b.address()));
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void returnsWhenTheRecordCanBeReadHere() throws InterruptedException {
        b.consensus().commitAtOnce();
        try (var append = Background.start(() -> a.log().append(Bytes.utf8("x")))) {
            Background.until(() -> b.log().offsets().next() == 1);
            append.awaitBlocked();

            a.consensus().receive(4, b.consensus().log().peek(1).command());
            a.consensus().commit();

            assertThat(append.result()).isZero();
            assertThat(a.log().read(0)).isEqualTo(b.log().read(0));
        }
    }

    @Test
    void isAcknowledgedAlsoWhenThisNodeIsLate() {
        b.consensus().commitAtOnce();

        Deadline deadline = Deadline.after(Duration.ofSeconds(1));
        OffsetRange offsets = a.log().append(batch("x"), deadline);

        assertThat(offsets).isEqualTo(new OffsetRange(0, 1));
        assertThat(deadline.hasPassed()).as("leaves time for the answer").isFalse();
        assertThat(a.log().offsets()).isEqualTo(new OffsetRange(0, 0));
    }

    @Test
    void goesToTheNextLeaderWhenTheOneItKnewLeadsNoMore() throws InterruptedException {
        b.consensus().follow(5, Optional.empty());
        try (var append = Background.start(() -> a.log().append(Bytes.utf8("x")))) {
            append.awaitBlocked();

            a.consensus().commitAtOnce();
            a.consensus().lead(5);

            assertThat(append.result()).isZero();
            assertThat(b.log().offsets()).isEqualTo(new OffsetRange(0, 0));
        }
    }

    @Test
    void handsNothingOnTwice() throws InterruptedException {
        b.consensus().follow(5, Optional.of(a.address())); // each takes the other for the leader

        // A try that the deadline ends is unknown instead.
        Background.until(() ->
                catchThrowable(() ->
                        a.log().append(batch("x"), Deadline.after(Duration.ofMillis(300))))
                                instanceof LogUnavailableException refusal
                        && "b does not lead, a at a:2 does".equals(refusal.getMessage()));
    }

    @Test
    @Tag("seconds")
    void leavesALeaderThatHangsForTheNextOne() throws InterruptedException {
        try (var append =
                Background.start(() -> a.log().append(numbered(1, "x"), Deadline.never()))) {
            Background.until(() -> b.consensus().pending() == 1); // and never answers

            a.consensus().commitAtOnce();
            a.consensus().lead(5);

            assertThat(append.result()).isEqualTo(new OffsetRange(0, 1));
        }
    }

    @Test
    @Tag("seconds")
    void doesNotKnowWhatALeaderDidThatIsGone() throws InterruptedException {
        try (var append = Background.start(() -> a.log().append(Bytes.utf8("x")))) {
            Background.until(() -> b.consensus().pending() == 1);

            b.network().close();

            assertThat(append.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void knowsThatNothingHappenedWhereNobodyListens() {
        b.close();
        Deadline soon = Deadline.after(Duration.ofMillis(300));

        assertThatThrownBy(() -> a.log().append(batch("x"), soon))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void saysInTheTrailersWhoAcknowledged() throws IOException {
        b.consensus().commitAtOnce();

        assertThat(trailersOfAnAppendAt(b)).isEqualTo("b in term 4");
    }

    @Test
    void saysInTheTrailersWhoAcknowledgedWhatWasForwarded() throws IOException {
        b.consensus().commitAtOnce();
        a.consensus().receive(4, command(batch("x"), 0)); // the same, here before the answer
        a.consensus().commit();

        assertThat(trailersOfAnAppendAt(a)).isEqualTo("b in term 4");
    }

    // As a client sees them, over a connection of its own.
    private static String trailersOfAnAppendAt(ScriptedNode node) throws IOException {
        AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
        AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());
        try (LogServer server =
                LogServer.builder()
                        .intercept(new AcknowledgementTrailers())
                        .serve(new LogService(node.log()))
                        .start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress(server.address())
                            .usePlaintext()
                            .intercept(
                                    MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
                            .build();
            try {
                Deadline soon = Deadline.after(Duration.ofSeconds(2));
                var _ = new RemoteLog(channel).append(batch("x"), soon);
            } finally {
                channel.shutdownNow();
            }
        }
        Metadata heard = Objects.requireNonNull(trailers.get());
        return heard.get(key("proglog-leader")) + " in term " + heard.get(key("proglog-term"));
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
