package proglog.loadbalance;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.Server;
import proglog.cluster.v1.WatchServersRequest;
import proglog.cluster.v1.WatchServersResponse;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.ServerInfo;

/// A real server with a log of its own, that says of its cluster what a test wants it to. For many
/// threads.
final class ScriptedServer implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final LogServer server;
    private final int port;
    private final Word word;
    private final CommitLog log;

    private ScriptedServer(LogServer server, Word word, CommitLog log) {
        this.server = server;
        this.port = server.address().getPort();
        this.word = word;
        this.log = log;
    }

    /// One that tells of changes.
    static ScriptedServer start() {
        return start(0);
    }

    /// The same where another one was.
    static ScriptedServer start(int port) {
        Word word = new Word();
        return start(port, word, Optional.of(word));
    }

    /// One that has to be asked, as those of chapter 8.
    static ScriptedServer startOld() {
        return start(0, new Word(), Optional.empty());
    }

    private static ScriptedServer start(int port, Word word, Optional<BindableService> service) {
        CommitLog log = new InMemoryLog();
        LogServer.Builder builder = LogServer.builder().serve(new LogService(log, word::servers));
        service.ifPresent(builder::serve);
        try {
            return new ScriptedServer(builder.start(new InetSocketAddress(HERE, port)), word, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    ServerInfo follows() {
        return new ServerInfo(address(), address(), false);
    }

    ServerInfo leads() {
        return new ServerInfo(address(), address(), true);
    }

    CommitLog log() {
        return log;
    }

    /// From now on it says so, to those who listen at once.
    void say(long term, ServerInfo... servers) {
        word.become(term, List.of(servers));
    }

    /// From now on it does not answer who asks for its stream.
    void refuse(Status with) {
        word.refuse(with);
    }

    /// How many listen.
    int listeners() {
        return word.listeners();
    }

    @Override
    public void close() {
        server.close();
        log.close();
    }

    /// What it says.
    private static final class Word extends ClusterGrpc.ClusterImplBase {

        private final List<ServerCallStreamObserver<WatchServersResponse>> listeners =
                new CopyOnWriteArrayList<>();
        private Optional<Status> refusal = Optional.empty(); // guarded by this
        private List<ServerInfo> servers = List.of(); // guarded by this
        private long term; // guarded by this

        synchronized List<ServerInfo> servers() {
            return servers;
        }

        synchronized void become(long term, List<ServerInfo> servers) {
            this.term = term;
            this.servers = servers;
            listeners.forEach(one -> one.onNext(said()));
        }

        synchronized void refuse(Status with) {
            refusal = Optional.of(with);
        }

        int listeners() {
            return listeners.size();
        }

        @Override
        public synchronized void watchServers(
                WatchServersRequest request, StreamObserver<WatchServersResponse> answers) {
            if (refusal.isPresent()) {
                answers.onError(refusal.get().asRuntimeException());
                return;
            }
            var listener = (ServerCallStreamObserver<WatchServersResponse>) answers;
            listener.setOnCancelHandler(() -> listeners.remove(listener));
            listeners.add(listener);
            if (!servers.isEmpty()) {
                listener.onNext(said());
            }
        }

        private WatchServersResponse said() {
            return WatchServersResponse.newBuilder()
                    .setTerm(term)
                    .addAllServers(servers.stream().map(Word::message).toList())
                    .build();
        }

        private static Server message(ServerInfo info) {
            return Server.newBuilder()
                    .setId(info.id())
                    .setRpcAddr(info.rpcAddress())
                    .setIsLeader(info.isLeader())
                    .build();
        }
    }
}
