package proglog.security;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import proglog.grpc.ChannelOptions;

/// How a command reaches a server: with the certificate of a client, once it is told where those
/// are; in plaintext otherwise. Chapter 9 extends it by clusters. For one thread only.
public class SecureChannelOptions extends ChannelOptions {

    @Option(
            names = "--certs",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_CERTS:-" + Option.NULL_VALUE + "}",
            description = "Where certificates are, for TLS. Default: PROGLOG_CERTS, or plaintext.")
    private @Nullable Path certificates;

    @Option(
            names = "--as",
            paramLabel = "<name>",
            description = "Whose certificate to show: <name>.pem. Default: root.")
    private @Nullable String name;

    /// In plaintext, until it is told where certificates are.
    public SecureChannelOptions() {}

    @Override
    protected final ChannelCredentials credentials() throws IOException {
        if (certificates == null) {
            if (name != null) {
                throw new IllegalArgumentException("--as needs --certs: plaintext names nobody");
            }
            return super.credentials();
        }
        if (!Files.isDirectory(certificates)) {
            throw new IOException(
                    "no folder %s with certificates: make it with ./proglog certs"
                            .formatted(certificates));
        }
        String client = name == null ? "root" : name;
        try (MutualTls tls = MutualTls.openClient(TlsFiles.in(certificates, client))) {
            return tls.client();
        }
    }
}
