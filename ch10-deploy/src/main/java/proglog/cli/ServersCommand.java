package proglog.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import proglog.loadbalance.Proglog;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.Server;

/// `proglog servers`: who is in the cluster, and who leads.
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description = "Lists the servers of a cluster, as one of them knows them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:listed",
            "1:no server can be reached, or it belongs to no cluster",
            "2:wrong usage",
            "4:not permitted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog servers",
            "  ./proglog servers --addr 127.0.0.1:8410 --certs target/cluster/certs"
        })
final class ServersCommand extends ClientCommand {

    private static final long PATIENCE_SECONDS = 10;

    ServersCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean isOfEarlierChapters() {
        return false;
    }

    @Override
    int run(Proglog cluster) {
        Table table = new Table("id", "address", "leads");
        for (Server server : servers(cluster)) {
            table.add(
                    List.of(
                            server.getId(),
                            server.getRpcAddr(),
                            server.getIsLeader() ? "yes" : "no"));
        }
        table.print(out());
        return ExitCode.OK;
    }

    private static List<Server> servers(Proglog cluster) {
        return LogGrpc.newBlockingStub(cluster.channel())
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getServers(GetServersRequest.getDefaultInstance())
                .getServersList();
    }
}
