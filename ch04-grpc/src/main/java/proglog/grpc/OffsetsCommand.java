package proglog.grpc;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `proglog offsets`: which offsets can be read.
@Command(
        name = "offsets",
        mixinStandardHelpOptions = true,
        description = "Prints which offsets can be read: [first, next).")
final class OffsetsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final ChannelOptions server;

    OffsetsCommand(ChannelOptions server) {
        this.server = server;
    }

    @Override
    public Integer call() throws IOException {
        ManagedChannel channel = server.open();
        try (RemoteLog log = new RemoteLog(channel)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(log.offsets());
            out.flush();
            return ExitCode.OK;
        } finally {
            channel.shutdownNow();
        }
    }
}
