package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;

/// Clients that misbehave do not fill the server's log.
final class TransportLogTest {

    private static final Logger GRPC = Logger.getLogger("io.grpc.netty");
    private static final int MORE_THAN_A_WINDOW =
            3; // records of 1 MiB, of which the client takes one

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.add(line.getLoggerName() + ": " + line.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private final Loopback loopback = new Loopback();

    @BeforeEach
    void listen() {
        GRPC.addHandler(handler);
    }

    @AfterEach
    void stop() {
        GRPC.removeHandler(handler);
        loopback.close();
    }

    @Test
    void saysNothingOfAClientThatLeavesWhileRecordsAreOnTheirWay() throws InterruptedException {
        InMemoryLog log = new InMemoryLog();
        log.append(Collections.nCopies(MORE_THAN_A_WINDOW, Bytes.wrap(new byte[1024 * 1024])));
        Witness witness = new Witness();
        LogServer server =
                loopback.start(LogServer.builder().intercept(witness).serve(new LogService(log)));
        ClientCall<ConsumeRequest, ConsumeResponse> call = consume(loopback.channel(server));

        assertThat(witness.sent.await(30, TimeUnit.SECONDS)).isTrue();
        call.cancel("seen enough", null);

        assertThat(witness.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        loopback.close();
        assertThat(List.copyOf(logged)).isEmpty();
    }

    /// Takes one response and no more, so that others stay on their way.
    private static ClientCall<ConsumeRequest, ConsumeResponse> consume(ManagedChannel channel) {
        ClientCall<ConsumeRequest, ConsumeResponse> call =
                channel.newCall(LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.request(1);
        call.sendMessage(ConsumeRequest.getDefaultInstance());
        call.halfClose();
        return call;
    }

    /// Sees what becomes of a call.
    private static final class Witness implements ServerInterceptor {

        private final CountDownLatch sent = new CountDownLatch(MORE_THAN_A_WINDOW);
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            ServerCall<Q, A> counted =
                    new SimpleForwardingServerCall<>(call) {
                        @Override
                        public void sendMessage(A message) {
                            super.sendMessage(message);
                            sent.countDown();
                        }
                    };
            return new SimpleForwardingServerCallListener<>(next.startCall(counted, headers)) {
                @Override
                public void onCancel() {
                    super.onCancel();
                    cancelled.countDown();
                }
            };
        }
    }
}
