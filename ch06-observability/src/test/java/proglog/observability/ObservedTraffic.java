package proglog.observability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.LogCursor;
import proglog.OffsetOutOfRangeException;
import proglog.grpc.LogServer;
import proglog.grpc.RemoteLog;
import proglog.storage.SegmentedLogConfig;

/// An observed server in this process, in plaintext, and a client that makes it show every series.
final class ObservedTraffic implements AutoCloseable {

    private static final int SEGMENT_BYTES = 4096;

    private final ObservedServer server;
    private final ManagedChannel channel;
    private final CommitLog log;
    private final HttpClient client = HttpClient.newHttpClient();

    private ObservedTraffic(ObservedServer server) {
        this.server = server;
        this.channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
        this.log = new RemoteLog(channel);
    }

    /// A server whose log is in `folder`, with small segments of which it keeps few.
    static ObservedTraffic start(Path folder) throws IOException {
        return start(folder, UnaryOperator.identity());
    }

    /// The same with more for its calls to go through.
    static ObservedTraffic start(Path folder, UnaryOperator<LogServer.Builder> more)
            throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        ObservedServer.Settings settings =
                new ObservedServer.Settings(
                        folder,
                        SegmentedLogConfig.defaults()
                                .withSegments(SEGMENT_BYTES, SEGMENT_BYTES)
                                .withRetention(2 * SEGMENT_BYTES, SegmentedLogConfig.FOREVER),
                        anyPort,
                        anyPort,
                        TelemetryConfig.of("proglog", "test"));
        return new ObservedTraffic(ObservedServer.start(settings, more));
    }

    /// Appends until segments are full and deleted, reads, follows, asks for too much, and leaves
    /// garbage to collect.
    void make() throws InterruptedException {
        long last = 0;
        for (int i = 0; i < 32; i++) {
            last = log.append(Bytes.copyOf(new byte[1000]));
        }
        log.read(last);
        try (LogCursor cursor = log.follow(last)) {
            cursor.next();
        }
        long end = last + 1;
        assertThatThrownBy(() -> log.read(end)).isInstanceOf(OffsetOutOfRangeException.class);
        System.gc();
    }

    ObservedServer server() {
        return server;
    }

    CommitLog log() {
        return log;
    }

    /// What `GET path` on the admin port is answered.
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.adminAddress().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        log.close();
        channel.shutdownNow();
        server.close();
    }
}
