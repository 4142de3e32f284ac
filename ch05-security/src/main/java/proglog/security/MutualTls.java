package proglog.security;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettySslContextChannelCredentials;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// TLS 1.3 made of files, for servers, clients and nodes: the only place where TLS is configured.
///
/// The files are read again when they change: the next handshake is under the new ones, connections
/// that exist go on. Nothing is ever resumed, so every connection shows its certificates. A file
/// that is missing or wrong is named, by `open` in its exception, later in one line of the log.
///
/// For many threads. Credentials may be used after `close`, under the files read last.
public final class MutualTls implements AutoCloseable {

    private final ReloadedFiles<TlsContexts> contexts;
    private final HandshakeFailures failures = new HandshakeFailures();

    private MutualTls(ReloadedFiles<TlsContexts> contexts) {
        this.contexts = contexts;
    }

    /// Reads the files and looks every second whether they have changed.
    public static MutualTls open(TlsFiles files) throws IOException {
        return open(files, ReloadedFiles.PERIOD);
    }

    static MutualTls open(TlsFiles files, Duration period) throws IOException {
        return new MutualTls(
                ReloadedFiles.open(
                        files.all(),
                        contents -> TlsContexts.of(TlsMaterial.parse(files, contents)),
                        period));
    }

    /// For who only calls, with a certificate of its own; nothing but [#client()] can be made of
    /// it. To prepare for callers as well takes as long as to start a small program.
    public static MutualTls openClient(TlsFiles files) throws IOException {
        return new MutualTls(
                ReloadedFiles.open(
                        files.all(),
                        contents ->
                                TlsContexts.of(
                                        TlsMaterial.parse(files, contents),
                                        Set.of(TlsMode.CLIENT))));
    }

    /// For a client that has no certificate of its own; nothing but [#client()] can be made of it.
    public static MutualTls openAnonymous(Path authority) throws IOException {
        return new MutualTls(
                ReloadedFiles.open(
                        List.of(authority),
                        contents -> TlsContexts.of(TlsMaterial.parse(authority, contents))));
    }

    /// For a server that requires a certificate of each client.
    public ServerCredentials server() {
        return serverCredentials(TlsMode.SERVER);
    }

    /// For a server that does not ask who is calling: only the client checks.
    public ServerCredentials serverForAnyone() {
        return serverCredentials(TlsMode.SERVER_FOR_ANYONE);
    }

    /// For a client: it checks the server and its host name, and presents its certificate if it has
    /// one.
    public ChannelCredentials client() {
        return NettySslContextChannelCredentials.create(context(TlsMode.CLIENT));
    }

    /// For a node that nodes call over gRPC: only a peer's certificate will do, and only when it is
    /// for the address that the call comes from.
    public ServerCredentials peerServer() {
        return serverCredentials(TlsMode.PEER_SERVER);
    }

    /// For a node that calls nodes over gRPC: only a peer's certificate for the host that was
    /// called will do.
    public ChannelCredentials peerClient() {
        return NettySslContextChannelCredentials.create(context(TlsMode.PEER_CLIENT));
    }

    /// The first handler of a connection that a node accepted for a protocol other than gRPC: the
    /// rules of [#peerServer()]. It looks up the caller's names on `executor`.
    public ChannelHandler acceptPeer(Executor executor) {
        ReloadedSslContext context = context(TlsMode.RAW_PEER_SERVER);
        return new ServerHandshake(
                caller ->
                        context.newHandler(
                                ByteBufAllocator.DEFAULT,
                                caller.getAddress().getHostAddress(),
                                caller.getPort(),
                                executor),
                failures);
    }

    /// The first handler of a connection that a node opened to `host` for a protocol other than
    /// gRPC: the rules of [#peerClient()].
    public ChannelHandler callPeer(String host, int port) {
        return context(TlsMode.RAW_PEER_CLIENT).newHandler(ByteBufAllocator.DEFAULT, host, port);
    }

    /// The first handler of a connection that is accepted for a protocol other than gRPC. Who shows
    /// a client's certificate is known by it; who shows none gets in, too.
    public ChannelHandler acceptOperator() {
        ReloadedSslContext context = context(TlsMode.SERVER_FOR_OPERATORS);
        return new ServerHandshake(
                caller ->
                        context.newHandler(
                                ByteBufAllocator.DEFAULT,
                                caller.getAddress().getHostAddress(),
                                caller.getPort()),
                failures);
    }

    private ServerCredentials serverCredentials(TlsMode mode) {
        return ServerNegotiation.credentials(context(mode), failures);
    }

    private ReloadedSslContext context(TlsMode mode) {
        contexts.current().of(mode); // there is one, or the caller learns it now
        return new ReloadedSslContext(() -> contexts.current().of(mode));
    }

    /// Looks at the files now; says whether new ones are in force.
    public boolean check() {
        return contexts.check();
    }

    /// Stops looking at the files.
    @Override
    public void close() {
        contexts.close();
    }
}
