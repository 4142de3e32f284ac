package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;
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
        return plain(log, server -> server);
    }

    /// With what `more` adds to the server.
    static ServedLog plain(CommitLog log, UnaryOperator<LogServer.Builder> more)
            throws IOException {
        return start(log, InsecureChannelCredentials.create(), more);
    }

    static ServedLog secured(CommitLog log, LoopbackTls tls) throws IOException {
        return start(log, tls.client(), server -> server.credentials(tls.server()));
    }

    private static ServedLog start(
            CommitLog log, ChannelCredentials client, UnaryOperator<LogServer.Builder> more)
            throws IOException {
        LogServer server =
                more.apply(LogServer.builder())
                        .serve(new LogService(log))
                        .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new ServedLog(server, Channels.open(server.address(), client));
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
