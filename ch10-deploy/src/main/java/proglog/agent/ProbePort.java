package proglog.agent;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import proglog.observability.Health;
import proglog.observability.HealthReport;

/// `grpc.health.v1` in plaintext, and nothing else: Kubernetes asks so, and can show no
/// certificate.
///
/// The service `live` says whether the process is worth keeping; `ready`, and no name, whether it
/// should get requests. For many threads.
final class ProbePort implements AutoCloseable {

    private static final int MOST_BYTES = 4 * 1024;
    private static final int MOST_CALLS = 8;

    private final Server server;
    private final ExecutorService threads;

    private ProbePort(Server server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Answers on `address` what `health` finds each time.
    static ProbePort start(InetSocketAddress address, Health health) throws IOException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Server server =
                NettyServerBuilder.forAddress(address, InsecureServerCredentials.create())
                        .executor(threads)
                        .addService(new Answers(health))
                        .maxInboundMessageSize(MOST_BYTES)
                        .maxInboundMetadataSize(MOST_BYTES)
                        .maxConcurrentCallsPerConnection(MOST_CALLS)
                        .maxConnectionAge(1, TimeUnit.MINUTES)
                        .build();
        ProbePort port = new ProbePort(server, threads);
        try {
            server.start();
            return port;
        } catch (IOException failure) {
            port.close();
            throw failure;
        }
    }

    private static final class Answers extends HealthGrpc.HealthImplBase {

        private final Health health;

        Answers(Health health) {
            this.health = health;
        }

        @Override
        public void check(
                HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
            switch (request.getService()) {
                case "", "ready" -> answer(health.ready(), observer);
                case "live" -> answer(health.live(), observer);
                default ->
                        observer.onError(
                                Status.NOT_FOUND
                                        .withDescription("the services are live and ready")
                                        .asException());
            }
        }

        private static void answer(
                HealthReport report, StreamObserver<HealthCheckResponse> observer) {
            ServingStatus status =
                    report.holds() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
            observer.onNext(HealthCheckResponse.newBuilder().setStatus(status).build());
            observer.onCompleted();
        }
    }

    /// Where it listens: with the port that was found when 0 was asked for.
    InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    /// Stops answering. Closing again does nothing.
    @Override
    public void close() {
        server.shutdownNow();
        threads.close();
    }
}
