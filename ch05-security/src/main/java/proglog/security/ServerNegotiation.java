package proglog.security;

import io.grpc.ServerCredentials;
import io.grpc.internal.ObjectPool;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.NettySslContextServerCredentials;
import io.netty.channel.ChannelHandler;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/// gRPC's own TLS with a [ServerHandshake] before it.
///
/// gRPC has no public place for a handler in front of its handshake; the types called internal are
/// what its own other transports use.
final class ServerNegotiation implements InternalProtocolNegotiator.ProtocolNegotiator {

    private static final AsciiString SCHEME = AsciiString.of("https");

    private final ReloadedSslContext tls;
    private final HandshakeFailures failures;
    private final ObjectPool<? extends Executor> executors;

    private ServerNegotiation(
            ReloadedSslContext tls,
            HandshakeFailures failures,
            ObjectPool<? extends Executor> executors) {
        this.tls = tls;
        this.failures = failures;
        this.executors = executors;
    }

    static ServerCredentials credentials(ReloadedSslContext tls, HandshakeFailures failures) {
        InternalProtocolNegotiator.ServerFactory factory =
                executors -> new ServerNegotiation(tls, failures, executors);
        return InternalNettyServerCredentials.create(factory);
    }

    @Override
    public AsciiString scheme() {
        return SCHEME;
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
        return new ServerHandshake(remote -> tlsTowards(remote, grpc), failures);
    }

    private ChannelHandler tlsTowards(InetSocketAddress remote, GrpcHttp2ConnectionHandler grpc) {
        ServerCredentials credentials =
                NettySslContextServerCredentials.create(
                        tls.towards(remote.getAddress().getHostAddress(), remote.getPort()));
        var negotiator =
                InternalNettyServerCredentials.toNegotiator(credentials).newNegotiator(executors);
        try {
            return negotiator.newHandler(grpc);
        } finally {
            negotiator.close(); // gives back the executor it took; the handler has taken its own
        }
    }

    @Override
    public void close() {}
}
