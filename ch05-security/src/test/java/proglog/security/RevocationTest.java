package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Record;

/// A right that is taken away while a stream is open, over real sockets with real certificates.
final class RevocationTest {

    private static final String[] BOTH = {"p, alice, *, produce", "p, alice, *, consume"};

    @TempDir private Path directory;

    private SecuredServer server;

    @BeforeEach
    void start() throws IOException {
        server = SecuredServer.start(directory);
        server.files.write(BOTH);
        server.rules.reload();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noRecordReachesAConsumerAfterItsRightIsGone() throws Exception {
        Answers<ConsumeResponse> consumer = new Answers<>();
        LogGrpc.newStub(server.as("alice"))
                .consumeStream(ConsumeRequest.getDefaultInstance(), consumer);
        server.log.append(Bytes.utf8("before"));
        assertThat(consumer.take().getRecord().getValue().toStringUtf8()).isEqualTo("before");

        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            allow("p, alice, *, produce");
            server.log.append(Bytes.utf8("after"));

            assertDenied(consumer, "alice is not permitted to consume from *");
            assertThat(audit.lines())
                    .singleElement()
                    .asString()
                    .contains("subject=\"alice\" action=consume", "log.v1.Log/ConsumeStream");
        }
    }

    @Test
    void noRecordOfAProducerIsAppendedAfterItsRightIsGone() throws Exception {
        Answers<ProduceResponse> answers = new Answers<>();
        StreamObserver<ProduceRequest> producer =
                LogGrpc.newStub(server.as("alice")).produceStream(answers);
        producer.onNext(record("before"));
        assertThat(answers.take().getOffset()).isZero();

        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            allow("p, alice, *, consume");
            producer.onNext(record("after"));
            producer.onNext(record("and again"));

            assertDenied(answers, "alice is not permitted to produce to *");
            assertThat(audit.lines()).hasSize(1);
        }
        assertThat(server.log.offsets().next()).isEqualTo(1);
    }

    @Test
    void aRightThatIsGivenAgainServesNewStreams() throws Exception {
        allow("p, bob, *, produce");
        Answers<ProduceResponse> denied = new Answers<>();
        LogGrpc.newStub(server.as("alice")).produceStream(denied);
        assertDenied(denied, "alice is not permitted to produce to *");

        allow(BOTH);
        Answers<ProduceResponse> answers = new Answers<>();
        LogGrpc.newStub(server.as("alice")).produceStream(answers).onNext(record("again"));

        assertThat(answers.take().getOffset()).isZero();
    }

    @Test
    void aStreamOutlivesAPolicyThatStillPermitsAndOneThatIsBroken() throws Exception {
        Answers<ConsumeResponse> consumer = new Answers<>();
        LogGrpc.newStub(server.as("alice"))
                .consumeStream(ConsumeRequest.getDefaultInstance(), consumer);

        allow("p, alice, *, consume");
        server.log.append(Bytes.utf8("first"));
        assertThat(consumer.take().getRecord().getOffset()).isZero();
        allow("p, alice, *, cosnume");
        server.log.append(Bytes.utf8("second"));

        assertThat(consumer.take().getRecord().getOffset()).isEqualTo(1);
    }

    private void allow(String... policies) throws IOException {
        server.files.write(policies);
        server.rules.reload();
    }

    private static ProduceRequest record(String value) {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(ByteString.copyFromUtf8(value)))
                .build();
    }

    private static void assertDenied(Answers<?> answers, String reason) throws Exception {
        Status end = answers.end.get(30, TimeUnit.SECONDS);
        assertThat(end.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(end.getDescription()).isEqualTo(reason);
        assertThat(answers.queue).isEmpty();
    }

    private static final class Answers<T> implements StreamObserver<T> {

        private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        T take() throws InterruptedException {
            @Nullable T answer = queue.poll(30, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer; the end: " + end);
            }
            return answer;
        }

        @Override
        public void onNext(T answer) {
            queue.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            end.complete(Status.OK);
        }
    }
}
