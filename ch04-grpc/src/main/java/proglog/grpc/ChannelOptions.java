package proglog.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import picocli.CommandLine.Option;

/// How a command reaches a server: in plaintext. Chapter 5 extends it by certificates. For one
/// thread only.
public class ChannelOptions {

    @Option(
            names = "--addr",
            paramLabel = "<host:port>",
            defaultValue = "${env:PROGLOG_ADDR:-127.0.0.1:${env:PROGLOG_PORT:-8400}}",
            description = {
                "The server to ask. Default: PROGLOG_ADDR, or the port PROGLOG_PORT",
                "of this machine, or 127.0.0.1:8400."
            })
    private String address = "";

    /// Plaintext.
    public ChannelOptions() {}

    /// Whom the client trusts, and who it says it is.
    protected ChannelCredentials credentials() throws IOException {
        return InsecureChannelCredentials.create();
    }

    /// A channel that connects when it is first used; the caller closes it.
    public final ManagedChannel open() throws IOException {
        return Grpc.newChannelBuilder(address, credentials())
                .maxInboundMessageSize(ServerLimits.standard().messageBytes())
                .build();
    }
}
