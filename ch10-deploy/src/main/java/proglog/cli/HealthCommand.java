package proglog.cli;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import proglog.loadbalance.Proglog;

/// `proglog health`: whether a server takes calls, as `grpc.health.v1` has it.
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks whether a server takes calls; of a cluster, whether one does.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it does", "1:it does not, or does not answer", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./proglog health", "  ./proglog health --addr 127.0.0.1:8410"})
final class HealthCommand extends ClientCommand {

    private static final long PATIENCE_SECONDS = 5;

    @Option(
            names = "--service",
            paramLabel = "<name>",
            description = "One service, such as log.v1.Log. Default: the server as a whole.")
    private String service = "";

    HealthCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Proglog cluster) {
        ServingStatus found =
                HealthGrpc.newBlockingStub(cluster.channel())
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .check(HealthCheckRequest.newBuilder().setService(service).build())
                        .getStatus();
        out().println(found);
        out().flush();
        return found == ServingStatus.SERVING ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
