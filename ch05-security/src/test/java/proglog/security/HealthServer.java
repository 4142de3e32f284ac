package proglog.security;

import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// A gRPC server with the health service only, on a port of its own.
record HealthServer(Server server) implements AutoCloseable {

    static HealthServer start(ServerCredentials credentials) throws IOException {
        return start(credentials, 10_000);
    }

    static HealthServer start(ServerCredentials credentials, long handshakeMillis)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        return new HealthServer(
                NettyServerBuilder.forAddress(address, credentials)
                        .addService(new HealthStatusManager().getHealthService())
                        .handshakeTimeout(handshakeMillis, TimeUnit.MILLISECONDS)
                        .build()
                        .start());
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            if (!server.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not stop");
            }
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }
}
