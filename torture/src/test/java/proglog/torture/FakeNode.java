package proglog.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.ServerInfo;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// A node that takes part in nothing: it keeps a log of its own, whatever the others do.
final class FakeNode {

    private FakeNode() {}

    /// Takes the options of a node; each has a value, but for `--bootstrap`.
    public static void main(String... arguments) throws IOException {
        List<String> words = List.of(arguments);
        Map<String, String> options =
                IntStream.range(0, words.size() - 1)
                        .filter(i -> words.get(i).startsWith("--"))
                        .boxed()
                        .collect(Collectors.toMap(words::get, i -> words.get(i + 1)));
        Path certificates = Path.of(options.getOrDefault("--certs", ""));
        String host = options.getOrDefault("--bind", "");
        int port = Integer.parseInt(options.getOrDefault("--port", ""));
        SegmentedLog log =
                SegmentedLog.open(
                        Path.of(options.getOrDefault("--data", "")), SegmentedLogConfig.defaults());
        LogServer.builder()
                .credentials(MutualTls.open(TlsFiles.in(certificates, "server")).server())
                .serve(new LogService(log, () -> List.of(new ServerInfo("n1", host, true))))
                .start(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }
}
