package proglog.examples.kv;

import java.io.IOException;
import picocli.CommandLine.Command;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;

/// A node of the key-value web server.
@Command(
        name = "proglog example kv",
        mixinStandardHelpOptions = true,
        version = "keys and values on several nodes",
        description = {
            "Starts a node of a key-value web server, as the environment says:",
            "  PORT           where clients call it (8080)",
            "  STORAGE_PATH   the folder of its files (data)",
            "  RAFT_ADDRESS   its host, for clients and nodes (127.0.0.1)",
            "  RAFT_PORT      where nodes call it (8402)",
            "  RAFT_LEADER    host:port where clients call a node of the cluster to join; without"
                    + " it a new cluster begins",
            "  PROGLOG_CERTS  the folder of peer.pem, peer-key.pem and ca.pem (certs)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: no certificates, storage in use or damaged, port taken",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs && ./proglog example kv",
            "  PORT=8081 RAFT_PORT=8412 STORAGE_PATH=data2 RAFT_LEADER=127.0.0.1:8080 ./proglog"
                    + " example kv"
        })
public final class Main extends ServerCommand {

    private Main() {}

    /// Serves until the process is told to stop, then answers what is in flight.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    @Override
    protected void start(Parts parts) throws IOException {
        parts.add(KvNode.start(StoreConfig.fromEnvironment(System.getenv())), KvNode::close);
    }
}
