package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// In which order an observed server starts and stops.
final class ObservedServerTest {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @TempDir private Path folder;

    /// Lets a call begin, but not go on.
    private final class Gate implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            entered.countDown();
            Background.until(() -> released.getCount() == 0);
            return next.startCall(call, headers);
        }
    }

    @Test
    void isNotReadyWhileItAnswersItsLastCalls() throws Exception {
        try (ObservedTraffic traffic =
                ObservedTraffic.start(folder, server -> server.intercept(new Gate()))) {
            assertThat(traffic.get("/health/ready").statusCode()).isEqualTo(200);
            try (var last = Background.start(() -> traffic.log().append(Bytes.utf8("last")))) {
                entered.await();
                try (var stop =
                        Background.start(() -> {
                            traffic.server().close();
                            return true;
                        })) {
                    Background.until(() -> status(traffic) == 503);
                    HttpResponse<String> ready = traffic.get("/health/ready");
                    HttpResponse<String> live = traffic.get("/health/live");
                    released.countDown();

                    assertThat(ready.body())
                            .contains("\"name\":\"server\",\"status\":\"failing\"")
                            .contains("\"problem\":\"stopping\"");
                    assertThat(live.statusCode()).isEqualTo(200);
                    assertThat(last.result()).isZero();
                    assertThat(stop.result()).isTrue();
                }
            }
        }
        try (SegmentedLog log = SegmentedLog.open(folder, SegmentedLogConfig.defaults())) {
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("last"));
        }
    }

    private static int status(ObservedTraffic traffic) {
        try {
            return traffic.get("/health/ready").statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while asking", e);
        }
    }

    @Test
    void closesWhatItHasOpenedWhenAPortIsTaken() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            InetSocketAddress address = new InetSocketAddress(loopback, taken.getLocalPort());
            ObservedServer.Settings settings =
                    new ObservedServer.Settings(
                            folder,
                            SegmentedLogConfig.defaults(),
                            address,
                            new InetSocketAddress(loopback, 0),
                            TelemetryConfig.of("proglog", "test"));

            assertThatThrownBy(() -> ObservedServer.start(settings, server -> server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + address.getPort());
        }
        SegmentedLog.open(folder, SegmentedLogConfig.defaults()).close();
    }
}
