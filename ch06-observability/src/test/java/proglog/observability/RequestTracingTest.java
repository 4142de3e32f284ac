package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.grpc.LogServer;
import proglog.grpc.RemoteLog;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Record;

/// A trace goes from the client over the wire into the log, over real sockets.
final class RequestTracingTest {

    private final Observed observed = Observed.everything();

    @AfterEach
    void stop() {
        observed.close();
    }

    @Test
    void goesFromTheClientThroughTheServerIntoTheLog() {
        LogServer server = observed.serve(new InMemoryLog());
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            remote.append(Bytes.utf8("a"));
            remote.read(0);
        }

        assertThatOneTraceHas("log.v1.Log/Produce", "log append");
        assertThatOneTraceHas("log.v1.Log/Consume", "log read");
    }

    @Test
    void followsAStreamToTheThreadThatWorksForIt() throws Exception {
        LogServer server = observed.serve(new InMemoryLog());
        Answers answers = new Answers();
        StreamObserver<ProduceRequest> requests =
                LogGrpc.newStub(observed.channel(server)).produceStream(answers);

        requests.onNext(
                ProduceRequest.newBuilder()
                        .setRecord(Record.newBuilder().setValue(ByteString.copyFromUtf8("a")))
                        .build());
        requests.onCompleted();
        answers.ended.get();

        assertThatOneTraceHas("log.v1.Log/ProduceStream", "log append");
    }

    private static final class Answers implements StreamObserver<ProduceResponse> {

        final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        @Override
        public void onNext(ProduceResponse answer) {}

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            ended.complete(true);
        }
    }

    private void assertThatOneTraceHas(String method, String inTheLog) {
        SpanData server = observed.span(method, SpanKind.SERVER);
        SpanData client = observed.span(method, SpanKind.CLIENT);
        SpanData log = observed.span(inTheLog, SpanKind.INTERNAL);
        assertThat(client.getParentSpanContext().isValid()).isFalse();
        assertThat(server.getParentSpanId()).isEqualTo(client.getSpanId());
        assertThat(log.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(List.of(server.getTraceId(), log.getTraceId()))
                .containsOnly(client.getTraceId());
    }

    @Test
    void spansAStreamOfRecordsAsAWhole() throws InterruptedException {
        CommitLog log = new InMemoryLog();
        log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
        LogServer server = observed.serve(log);
        try (CommitLog remote = new RemoteLog(observed.channel(server));
                LogCursor cursor = remote.follow(0)) {
            cursor.next();
            cursor.next();
        }

        SpanData stream = observed.span("log.v1.Log/ConsumeStream", SpanKind.SERVER);
        assertThat(stream.getEvents()).as("no event a message").isEmpty();
    }

    @Test
    void saysInTheSpanThatACallFailed() {
        LogServer server = observed.serve(new InMemoryLog());
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            assertThatThrownBy(() -> remote.read(7)).isNotNull();
        }

        assertThat(observed.span("log read", SpanKind.INTERNAL).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
        assertThat(observed.span("log.v1.Log/Consume", SpanKind.CLIENT).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void tracesOnlyWhatTheSamplerChooses() {
        try (Observed rarely =
                new Observed(TelemetryConfig.of("proglog", "test").withSampling(0, true))) {
            LogServer server = rarely.serve(new InMemoryLog());
            try (CommitLog remote = new RemoteLog(rarely.channel(server))) {
                remote.append(Bytes.utf8("a"));
                remote.read(0);
            }
            rarely.span("log.v1.Log/Produce", SpanKind.SERVER);

            assertThat(rarely.spans().stream().map(SpanData::getName))
                    .as("every produce, and nothing else")
                    .containsOnly("log.v1.Log/Produce", "log append");
        }
    }

    @Test
    void beginsATraceForAClientThatHasNone() {
        LogServer server = observed.serve(new InMemoryLog());
        try (CommitLog remote = new RemoteLog(observed.stranger(server))) {
            remote.append(Bytes.utf8("a"));
        }

        assertThat(observed.span("log.v1.Log/Produce", SpanKind.SERVER).getParentSpanContext())
                .matches(parent -> !parent.isValid());
    }
}
