package proglog.consensus;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// The certificates that `proglog certs` makes, in a folder of their own. Immutable.
public record TestCertificates(Path folder) {

    /// Makes an authority of its own, too.
    public static TestCertificates make(Path folder) {
        int code = CertsCommand.commandLine().execute("--dir", folder.toString());
        if (code != 0) {
            throw new AssertionError("no certificates in " + folder);
        }
        return new TestCertificates(folder);
    }

    /// A node's; the caller closes it.
    public MutualTls peer() throws IOException {
        return MutualTls.open(TlsFiles.in(folder, "peer"));
    }

    /// A network of nodes with these certificates; the caller closes it.
    public PeerNetwork network(String clusterId) throws IOException {
        try (MutualTls tls = peer()) {
            return PeerNetwork.open(tls, clusterId);
        }
    }

    /// How a client calls.
    public ChannelCredentials client() throws IOException {
        try (MutualTls tls = MutualTls.open(TlsFiles.in(folder, "root"))) {
            return tls.client();
        }
    }
}
