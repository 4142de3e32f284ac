package proglog.security;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/// A client of a [HealthServer].
record HealthClient(ManagedChannel channel) implements AutoCloseable {

    static HealthClient connect(int port, ChannelCredentials credentials) {
        return new HealthClient(
                NettyChannelBuilder.forAddress("127.0.0.1", port, credentials).build());
    }

    /// Asks once, and fails the test when the answer is not that all is well.
    void call() {
        HealthGrpc.HealthBlockingStub stub =
                HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        ServingStatus status = stub.check(HealthCheckRequest.getDefaultInstance()).getStatus();
        if (status != ServingStatus.SERVING) {
            throw new AssertionError("the server says " + status);
        }
    }

    /// Asks once; gives the failure and what caused it in one line, or an empty text.
    String complaint() {
        try {
            call();
            return "";
        } catch (StatusRuntimeException failure) {
            Throwable cause = failure.getStatus().getCause();
            return failure.getStatus().getCode() + ": " + (cause == null ? failure : cause);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the channel does not stop");
            }
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }
}
