package proglog.examples.graft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.http.HttpLimits;
import proglog.http.HttpServer;

/// A node of the library's demonstration: a [Graft] behind HTTP.
@Command(
        name = "proglog example graft",
        mixinStandardHelpOptions = true,
        version = "the replicated log as a library",
        description = {
            "Creates a node and waits, over HTTP, to be told its peers and to start:",
            "  POST /add_peer {\"name\":…,\"address\":…}    POST /start",
            "  POST /append_entry {\"key\":…,\"value\":…}   GET /status, /log, /pull/<key>,"
                    + " /push/<key>"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:cannot start: port taken", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs && ./proglog example graft --name a",
            "  ./proglog example graft --name b --port 8081 --raft-port 8412 --data data-b"
        })
public final class Main extends ServerCommand {

    private static final String HOST = "127.0.0.1";
    private static final int BODY_BYTES = 1024 * 1024;

    @Option(
            names = "--name",
            paramLabel = "<name>",
            defaultValue = "a",
            description = "Its name, unlike all others'. Default: ${DEFAULT-VALUE}.")
    private String name = "a";

    @Option(
            names = "--port",
            defaultValue = "${env:PROGLOG_PORT:-8080}",
            description =
                    "Where clients call, 0 for any free port. Default: PROGLOG_PORT, or 8080.")
    private int port;

    @Option(
            names = "--raft-port",
            defaultValue = "8402",
            description = "Where its peers call it. Default: ${DEFAULT-VALUE}.")
    private int raftPort;

    @Option(
            names = "--data",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_DATA:-data}",
            description = "Where it keeps everything. Default: PROGLOG_DATA, or data.")
    private Path data = Path.of("data");

    @Option(
            names = "--certs",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_CERTS:-certs}",
            description = "Where peer.pem, peer-key.pem and ca.pem are. Default: PROGLOG_CERTS.")
    private Path certificates = Path.of("certs");

    private Main() {}

    /// Serves until the process is told to stop.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    @Override
    protected void start(Parts parts) throws IOException {
        GraftConfig config = new GraftConfig(HOST, raftPort, data, certificates);
        GraftNode node =
                parts.add(
                        new GraftNode(
                                Graft.create(name),
                                (self, others) -> RaftSharedLog.join(config, self, others)),
                        GraftNode::close);
        parts.add(
                HttpServer.start(
                        new InetSocketAddress(InetAddress.ofLiteral(HOST), port),
                        HttpLimits.standard().withBodyBytes(BODY_BYTES),
                        new GraftRoutes(node)),
                HttpServer::close);
    }
}
