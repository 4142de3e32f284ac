package proglog.cli;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import proglog.loadbalance.Proglog;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Whom to call, and as whom. Immutable.
///
/// @param address a cluster, or one server
/// @param certificates where they are, for TLS
/// @param name whose certificate to show
record Target(String address, Optional<Path> certificates, Optional<String> name) {

    /// How the address of a cluster begins.
    static final String CLUSTER = "proglog:///";

    boolean isCluster() {
        return address.startsWith(CLUSTER);
    }

    /// A connection, made when it is first used; the caller closes it.
    Proglog connect() throws IOException {
        return Proglog.connect(address, credentials());
    }

    private ChannelCredentials credentials() throws IOException {
        if (certificates.isEmpty()) {
            if (name.isPresent()) {
                throw new IllegalArgumentException("--as needs --certs: plaintext names nobody");
            }
            return InsecureChannelCredentials.create();
        }
        Path folder = certificates.get();
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "no folder %s with certificates: make it with ./proglog certs"
                            .formatted(folder));
        }
        try (MutualTls tls = MutualTls.openClient(TlsFiles.in(folder, name.orElse("root")))) {
            return tls.client();
        }
    }
}
