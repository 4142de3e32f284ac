package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import proglog.CommitLogException;
import proglog.grpc.RemoteLog;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;

/// A node of a cluster that is measured: `./proglog run ch08` as a process, and a client of it. For
/// one thread only, the channel for many.
final class Node implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Class<?> main;
    private final File said;
    private final InetSocketAddress address;
    private final ChannelCredentials client;
    private final List<String> arguments;
    private NodeProcess process;
    private ManagedChannel channel;

    private Node(
            String name,
            Class<?> main,
            File said,
            InetSocketAddress address,
            ChannelCredentials client,
            List<String> arguments,
            NodeProcess process,
            ManagedChannel channel) {
        this.name = name;
        this.main = main;
        this.said = said;
        this.address = address;
        this.client = client;
        this.arguments = arguments;
        this.process = process;
        this.channel = channel;
    }

    /// Starts a node that keeps what it has and says in a new `directory`.
    static Node start(
            String name,
            Class<?> main,
            Path directory,
            int port,
            ChannelCredentials client,
            List<String> options)
            throws IOException {
        File said = Files.createDirectories(directory).resolve("said").toFile();
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new Node(
                name,
                main,
                said,
                address,
                client,
                options,
                NodeProcess.start(said, main, options),
                Channels.open(address, client));
    }

    /// Starts it again after [#kill] or [#stop].
    void restart() throws IOException {
        process = NodeProcess.start(said, main, arguments);
        channel = Channels.open(address, client);
    }

    String name() {
        return name;
    }

    int port() {
        return address.getPort();
    }

    /// To what it serves.
    ManagedChannel channel() {
        return channel;
    }

    NodeProcess process() {
        return process;
    }

    /// Whether it answers calls, and knows who leads.
    boolean isReady() throws IOException {
        requireAlive();
        try {
            reconnect();
            return HealthGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(1, TimeUnit.SECONDS)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus()
                    == ServingStatus.SERVING;
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    /// Whether it says of itself that it leads.
    boolean leads() throws IOException {
        requireAlive();
        try {
            reconnect();
            return LogGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .getServers(GetServersRequest.getDefaultInstance())
                    .getServersList()
                    .stream()
                    .anyMatch(server -> server.getIsLeader() && server.getId().equals(name));
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    /// How many servers it knows of.
    int servers() {
        try {
            reconnect();
            return LogGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .getServers(GetServersRequest.getDefaultInstance())
                    .getServersCount();
        } catch (StatusRuntimeException _) {
            return 0;
        }
    }

    /// The offset of the next record there; 0 when it does not answer.
    long next() {
        try {
            reconnect();
            return new RemoteLog(channel).offsets().next();
        } catch (CommitLogException _) {
            return 0;
        }
    }

    // gRPC by itself would wait longer and longer.
    private void reconnect() {
        channel.resetConnectBackoff();
    }

    private void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "node %s ended by itself; it said last: %s".formatted(name, lastWords()));
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(said.toPath());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    void kill() {
        process.kill();
        channel.shutdownNow();
    }

    void stop() throws InterruptedException {
        channel.shutdownNow();
        process.stop();
    }

    @Override
    public void close() {
        kill();
    }
}
