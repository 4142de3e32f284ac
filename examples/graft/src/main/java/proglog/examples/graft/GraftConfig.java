package proglog.examples.graft;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Where a node lives. Immutable.
///
/// @param host what its peers call it; it listens there and nowhere else
/// @param port where its peers call it
/// @param directory where it keeps everything
/// @param certificates the folder of `peer.pem`, `peer-key.pem` and `ca.pem`
public record GraftConfig(String host, int port, Path directory, Path certificates) {

    /// Refuses what is no port: others must be told it, so 0 is none.
    public GraftConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "the port for peers is %d, must be from 1 to 65535".formatted(port));
        }
    }

    /// What peers are told.
    public String address() {
        return host + ":" + port;
    }

    InetSocketAddress bind() {
        return new InetSocketAddress(host, port);
    }
}
