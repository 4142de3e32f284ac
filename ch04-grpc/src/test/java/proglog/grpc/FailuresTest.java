package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.v1.LogGrpc;

/// A failure of the log is the same failure at the other end, by call and by stream.
final class FailuresTest {

    /// What the log fails with, and what is heard of it.
    record Case(RuntimeException failure, Status.Code code, String said) {}

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final ManagedChannel channel = loopback.channel(loopback.serve(log));

    @AfterEach
    void stop() {
        loopback.close();
    }

    static List<Case> cases() {
        IOException secret = new IOException("/var/lib/secret/0.store: denied");
        return List.of(
                new Case(
                        new OffsetOutOfRangeException(7, new OffsetRange(2, 5)),
                        Status.Code.OUT_OF_RANGE,
                        "offset 7 is outside [2, 5)"),
                new Case(
                        new LogUnavailableException("no leader"),
                        Status.Code.UNAVAILABLE,
                        "no leader"),
                new Case(
                        new LogUnavailableException("/var/lib/secret: full", secret),
                        Status.Code.UNAVAILABLE,
                        "the log cannot do this now; the server's own messages say why"),
                new Case(
                        new OutcomeUnknownException("no majority in time"),
                        Status.Code.ABORTED,
                        "no majority in time"),
                new Case(
                        new OutcomeUnknownException("/var/lib/secret: sync failed", secret),
                        Status.Code.ABORTED,
                        "the append was begun and then failed; it may or may not be there"),
                new Case(
                        new CorruptLogException("/var/lib/secret/0.store, position 7: bad"),
                        Status.Code.DATA_LOSS,
                        "the log is damaged; the server's own messages say where"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameAtTheOtherEnd(Case expected) {
        log.fail(_ -> Optional.of(expected.failure()));

        assertThatThrownBy(() -> new RemoteLog(channel).append(Bytes.utf8("a")))
                .hasSameClassAs(expected.failure())
                .isInstanceOf(CommitLogException.class)
                .hasMessage(expected.said());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsAStreamWithItsStatus(Case expected) {
        log.fail(batch ->
                batch.values().getFirst().equals(Bytes.utf8("b"))
                        ? Optional.of(expected.failure())
                        : Optional.empty());
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a", 1, 1));
        stream.send(Requests.record("b", 1, 2));
        stream.send(Requests.record("c", 1, 3));

        assertThat(stream.code()).isEqualTo(expected.code());
        assertThat(stream.end().getStatus().getDescription()).isEqualTo(expected.said());
        assertThat(Statuses.failure(stream.end()).orElseThrow())
                .hasSameClassAs(expected.failure())
                .hasMessage(expected.said());
        assertThat(stream.answers()).hasSize(1);
        assertThat(log.offsets().next()).as("nothing after the failure").isEqualTo(1);
    }

    @Test
    void carriesTheRange() {
        log.fail(_ -> Optional.of(cases().getFirst().failure()));

        assertThatThrownBy(() -> new RemoteLog(channel).append(Bytes.utf8("a")))
                .isInstanceOfSatisfying(
                        OffsetOutOfRangeException.class,
                        out -> {
                            assertThat(out.offset()).isEqualTo(7);
                            assertThat(out.range()).isEqualTo(new OffsetRange(2, 5));
                        });
    }

    @Test
    void isNotThereInDetailsThatMakeNoSense() {
        for (String next : List.of("many", "-1", "1")) {
            var info =
                    ErrorInfo.newBuilder()
                            .setDomain(Statuses.DOMAIN)
                            .setReason("OFFSET_OUT_OF_RANGE")
                            .putMetadata("first", "2")
                            .putMetadata("next", next);
            var odd =
                    StatusProto.toStatusRuntimeException(
                            com.google.rpc.Status.newBuilder()
                                    .setCode(Status.Code.OUT_OF_RANGE.value())
                                    .addDetails(Any.pack(info.build()))
                                    .build());

            assertThat(Statuses.failure(odd)).isEmpty();
        }
    }

    @Test
    void comesThroughAServerInBetween() {
        RemoteLog between = new RemoteLog(loopback.channel(loopback.serve(new RemoteLog(channel))));
        CorruptLogException damage = new CorruptLogException("position 7");
        log.fail(_ -> Optional.of(damage));
        var stream = ClientStream.produce(loopback.channel(loopback.serve(between)));

        assertThatThrownBy(() -> between.append(Bytes.utf8("a"))).hasSameClassAs(damage);
        stream.send(Requests.record("a"));
        assertThat(stream.code()).isEqualTo(Status.Code.DATA_LOSS);
    }

    @Test
    void isTheSameByStreamWhenTheServerInBetweenLostItsOwn() {
        LogServer gone = loopback.serve(new InMemoryLog());
        RemoteLog between = new RemoteLog(loopback.channel(gone));
        gone.close();
        ManagedChannel outer = loopback.channel(loopback.serve(between));
        var stream = ClientStream.produce(outer);

        stream.send(Requests.record("a"));

        assertThat(Statuses.failure(stream.end()))
                .as("the log's failure, not the status of another call")
                .containsInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> new RemoteLog(outer).append(Bytes.utf8("a")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("the server's own messages say why");
    }

    @Test
    void saysWhoMayNot() {
        ServerInterceptor denying =
                new ServerInterceptor() {
                    @Override
                    public <Q, A> ServerCall.Listener<Q> interceptCall(
                            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                        call.close(
                                Status.PERMISSION_DENIED.withDescription("nobody may not"),
                                new Metadata());
                        return new ServerCall.Listener<>() {};
                    }
                };
        RemoteLog denied =
                new RemoteLog(
                        loopback.channel(
                                loopback.start(
                                        LogServer.builder()
                                                .intercept(denying)
                                                .serve(new LogService(log)))));

        assertThatThrownBy(() -> denied.append(Bytes.utf8("a")))
                .isInstanceOf(NotPermittedException.class)
                .hasMessage("nobody may not");
        assertThatThrownBy(() -> denied.read(0)).isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> denied.follow(0)).isInstanceOf(NotPermittedException.class);
    }

    @Test
    void tellsNothingOfWhatNobodyForesaw() {
        log.fail(_ -> Optional.of(new IllegalStateException("at proglog.secret.Place:42")));
        var client = LogGrpc.newBlockingStub(channel);
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));

        assertThatThrownBy(() -> client.produce(Requests.record("a")))
                .hasMessage("INTERNAL: internal error");
        assertThat(stream.end()).hasMessage("INTERNAL: internal error");
    }
}
