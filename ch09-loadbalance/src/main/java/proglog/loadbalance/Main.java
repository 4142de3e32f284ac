package proglog.loadbalance;

import io.grpc.BindableService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import proglog.consensus.NodeCommand;
import proglog.consensus.ReplicatedLog;
import proglog.grpc.LogClient;
import proglog.grpc.Terminal;
import proglog.security.Action;

/// A node that tells its clients who leads, and the commands of a client that listens.
@Command(
        name = "proglog run ch09",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log and cluster.v1.Cluster, one of several nodes",
        description = {
            "Runs one node of a cluster that keeps one log, as ch08 does, and tells clients which"
                    + " node leads, whenever that changes. The client's commands are produce,"
                    + " consume, offsets and health, which take --addr"
                    + " proglog:///host:port[,host:port...], too."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: data in use, damaged or another node's, port taken, no certificates",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs",
            "  ./proglog run ch09 --node-name a --data a --bootstrap",
            "  ./proglog run ch09 --node-name b --data b --port 8410 --gossip-port 8411"
                    + " --raft-port 8412 --admin-port 8413 --join 127.0.0.1:8401",
            "  ./proglog run ch09 produce --certs certs --addr"
                    + " proglog:///127.0.0.1:8400,127.0.0.1:8410"
        })
public final class Main extends NodeCommand {

    private static final Set<String> OF_CLIENTS = Set.of("produce", "consume", "offsets", "health");

    private Main() {}

    /// Takes part until the process is told to stop; or does what a client wants done.
    public static void main(String... arguments) {
        if (arguments.length > 0 && OF_CLIENTS.contains(arguments[0])) {
            System.setProperty("PROGLOG_LOG_TARGET", "System.err"); // records go to System.out
            System.exit(
                    LogClient.commandLine(BalancedChannelOptions::new, Terminal.system())
                            .execute(arguments));
        }
        run(new Main(), arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    protected List<BindableService> services(ReplicatedLog log) {
        return List.of(new ClusterService(log));
    }

    @Override
    protected Map<String, List<Action>> actions() {
        return ClusterService.actions();
    }
}
