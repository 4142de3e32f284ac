package proglog.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    @Option(
            names = "--header",
            paramLabel = "<name: value>",
            description = "Sent with each call, such as a traceparent; repeatable.")
    private List<String> headers = List.of();

    /// Plaintext.
    public ChannelOptions() {}

    /// Whom the client trusts, and who it says it is.
    protected ChannelCredentials credentials() throws IOException {
        return InsecureChannelCredentials.create();
    }

    /// A channel to `address`, to be built.
    protected ManagedChannelBuilder<?> channelTo(String address) throws IOException {
        return Grpc.newChannelBuilder(address, credentials());
    }

    /// A channel that connects when it is first used; the caller closes it.
    public final ManagedChannel open() throws IOException {
        return channelTo(address)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(metadata()))
                .maxInboundMessageSize(ServerLimits.standard().messageBytes())
                // A reader that waits for records sends nothing: who else would find out that the
                // server has vanished?
                .keepAliveTime(1, TimeUnit.MINUTES)
                .build();
    }

    private Metadata metadata() {
        Metadata metadata = new Metadata();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("--header is name: value, not " + header);
            }
            metadata.put(
                    Metadata.Key.of(header.substring(0, colon), Metadata.ASCII_STRING_MARSHALLER),
                    header.substring(colon + 1).strip());
        }
        return metadata;
    }
}
