package proglog.torture;

import io.grpc.Grpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.RemoteLog;
import proglog.grpc.ServerInfo;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// A node that takes part in nothing. As `jraft`, only the first has a log, and the others ask it:
/// as sound as a cluster, and worth nothing. As `atomix`, each has one of its own.
final class FakeNode {

    private FakeNode() {}

    /// Takes the options of a node; each has a value, but for those at the end.
    public static void main(String... arguments) throws IOException {
        List<String> words = List.of(arguments);
        Map<String, String> options =
                IntStream.range(0, words.size() - 1)
                        .filter(i -> words.get(i).startsWith("--"))
                        .boxed()
                        .collect(Collectors.toMap(words::get, i -> words.get(i + 1)));
        MutualTls tls =
                MutualTls.open(TlsFiles.in(Path.of(options.getOrDefault("--certs", "")), "server"));
        String host = options.getOrDefault("--bind", "");
        int port = Integer.parseInt(options.getOrDefault("--port", ""));
        LogServer.builder()
                .credentials(tls.server())
                .serve(
                        new LogService(
                                log(options, port),
                                () -> List.of(new ServerInfo("n1", host, true))))
                .start(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }

    private static CommitLog log(Map<String, String> options, int port) throws IOException {
        if ("n1".equals(options.get("--node-name")) || "atomix".equals(options.get("--engine"))) {
            return SegmentedLog.open(
                    Path.of(options.getOrDefault("--data", "")), SegmentedLogConfig.defaults());
        }
        String first = options.getOrDefault("--join", "").replaceFirst(":.*", "");
        MutualTls client =
                MutualTls.open(TlsFiles.in(Path.of(options.getOrDefault("--certs", "")), "root"));
        return new RemoteLog(
                Grpc.newChannelBuilderForAddress(first, port, client.client()).build());
    }
}
