package proglog.security;

import java.nio.file.Path;
import java.util.List;

/// Where a server or a client finds its certificate, the key that belongs to it, and the authority
/// whose certificates it believes; PEM, all three.
///
/// The certificate's file may go on with the certificates that lead to its authority, and the
/// authority's file may hold several: during a change of authority, the old one and the new one.
public record TlsFiles(Path certificate, Path key, Path authority) {

    /// The files that `proglog certs` makes for `name`, such as `server` or `root`.
    public static TlsFiles in(Path directory, String name) {
        return new TlsFiles(
                directory.resolve(name + ".pem"),
                directory.resolve(name + "-key.pem"),
                directory.resolve("ca.pem"));
    }

    List<Path> all() {
        return List.of(certificate, key, authority);
    }
}
