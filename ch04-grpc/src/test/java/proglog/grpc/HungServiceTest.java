package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// A service that does not return, not even when it is interrupted, does not keep a server from
/// stopping.
final class HungServiceTest {

    private final Loopback loopback = new Loopback();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final LogServer server =
            loopback.start(
                    LogServer.builder().limits(DrainTest.impatient()).serve(new HungService()));
    private final ManagedChannel channel = loopback.channel(server);

    /// Hangs in every call.
    private final class HungService extends LogGrpc.LogImplBase {

        @Override
        public void produce(ProduceRequest request, StreamObserver<ProduceResponse> answers) {
            hang();
            answers.onNext(ProduceResponse.getDefaultInstance());
            answers.onCompleted();
        }

        @Override
        public void consumeStream(ConsumeRequest request, StreamObserver<ConsumeResponse> answers) {
            hang();
            answers.onNext(ConsumeResponse.getDefaultInstance());
            answers.onCompleted();
        }

        @Override
        public StreamObserver<ProduceRequest> produceStream(
                StreamObserver<ProduceResponse> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ProduceRequest request) {
                    hang();
                    answers.onError(new IllegalStateException("too late"));
                }

                @Override
                public void onError(Throwable cancelled) {}

                @Override
                public void onCompleted() {}
            };
        }

        private void hang() {
            hung.countDown();
            boolean over = false;
            while (!over) {
                try {
                    released.await();
                    over = true;
                } catch (InterruptedException _) {
                    // deaf
                }
            }
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        loopback.close();
    }

    @Test
    void inACall() throws InterruptedException {
        var stub = LogGrpc.newBlockingStub(channel);
        try (var caller = Background.start(() -> stub.produce(Requests.record("a")))) {
            hung.await();

            server.close();

            assertThat(caller.failure()).isInstanceOf(StatusRuntimeException.class);
        }
    }

    @Test
    void inAStreamOfAnswers() throws InterruptedException {
        var stream = ClientStream.consume(channel, Requests.from(0));
        hung.await();

        server.close();

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void inAStreamOfRequests() throws InterruptedException {
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        hung.await();

        server.close();

        assertThat(stream.code()).isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
    }

    @Test
    void andIsNotHeardWhenItReturnsAtLast() throws InterruptedException {
        List<LogRecord> complaints = new CopyOnWriteArrayList<>();
        Logger grpc = Logger.getLogger("io.grpc");
        Handler handler = collecting(complaints);
        grpc.addHandler(handler);
        try {
            var stream = ClientStream.produce(channel);
            stream.send(Requests.record("a"));
            hung.await();
            server.close();
            stream.code();

            released.countDown();
            Background.until(() -> VirtualThreads.running("HungService") == 0);

            assertThat(complaints).extracting(LogRecord::getMessage).isEmpty();
        } finally {
            grpc.removeHandler(handler);
        }
    }

    private static Handler collecting(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
