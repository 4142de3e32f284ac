package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;

/// A server before a log, and a channel to it, both in this JVM. Does not close the log. For many
/// threads.
final class ServedLog implements AutoCloseable {

    private final LogServer server;
    private final ManagedChannel channel;

    private ServedLog(LogServer server, ManagedChannel channel) {
        this.server = server;
        this.channel = channel;
    }

    static ServedLog plain(CommitLog log) throws IOException {
        return plain(log, List.of());
    }

    static ServedLog plain(CommitLog log, List<ServerInterceptor> interceptors) throws IOException {
        return start(
                log,
                InsecureServerCredentials.create(),
                InsecureChannelCredentials.create(),
                interceptors);
    }

    static ServedLog secured(CommitLog log, LoopbackTls tls) throws IOException {
        return start(log, tls.server(), tls.client(), List.of());
    }

    private static ServedLog start(
            CommitLog log,
            ServerCredentials server,
            ChannelCredentials client,
            List<ServerInterceptor> interceptors)
            throws IOException {
        LogServer.Builder builder = LogServer.builder().credentials(server);
        interceptors.forEach(builder::intercept);
        LogServer started =
                builder.serve(new LogService(log))
                        .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new ServedLog(started, Channels.open(started.address(), client));
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() throws InterruptedException {
        Channels.close(channel);
        server.close();
    }
}
