package proglog.grpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `proglog health`: whether a server takes calls, as `grpc.health.v1` has it.
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks whether a server takes calls.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it does", "1:it does not, or does not answer", "2:wrong usage"})
final class HealthCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final ChannelOptions server;

    @Option(
            names = "--service",
            paramLabel = "<name>",
            description = "One service, such as log.v1.Log. Default: the server as a whole.")
    private String service = "";

    HealthCommand(ChannelOptions server) {
        this.server = server;
    }

    @Override
    public Integer call() throws IOException {
        ManagedChannel channel = server.open();
        try {
            ServingStatus found =
                    HealthGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(5, TimeUnit.SECONDS)
                            .check(HealthCheckRequest.newBuilder().setService(service).build())
                            .getStatus();
            PrintWriter out = spec.commandLine().getOut();
            out.println(found);
            out.flush();
            return found == ServingStatus.SERVING ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (StatusRuntimeException failure) {
            throw Failures.of(failure);
        } finally {
            channel.shutdownNow();
        }
    }
}
