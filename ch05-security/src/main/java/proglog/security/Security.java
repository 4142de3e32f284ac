package proglog.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import proglog.grpc.LogServer;

/// What stands between a log and the world: certificates and an access list. For many threads.
public final class Security implements AutoCloseable {

    private final MutualTls tls;
    private final CasbinAuthorizer rules;

    private Security(MutualTls tls, CasbinAuthorizer rules) {
        this.tls = tls;
        this.rules = rules;
    }

    /// Reads a server's certificate, as `proglog certs` makes it, and an access list. Whatever is
    /// missing or wrong is an `IOException` that names it: nothing is ever left out instead.
    public static Security open(Path certificates, Path model, Path policy) throws IOException {
        if (!Files.isDirectory(certificates)) {
            throw new IOException(
                    "no folder %s with certificates: make it with ./proglog certs"
                            .formatted(certificates));
        }
        return open(TlsFiles.in(certificates, "server"), model, policy);
    }

    /// The same with files that are anywhere.
    public static Security open(TlsFiles files, Path model, Path policy) throws IOException {
        CasbinAuthorizer rules = CasbinAuthorizer.open(model, policy);
        try {
            return new Security(MutualTls.open(files), rules);
        } catch (IOException failure) {
            rules.close();
            throw failure;
        }
    }

    /// Has `server` ask each client for a certificate and the list for leave. What was added to it
    /// before sees the calls that are refused, too.
    public LogServer.Builder guard(LogServer.Builder server) {
        return guard(server, Map.of());
    }

    /// The same for a server of services that this chapter does not know: `methods` says which
    /// actions each of their methods asks for, as [Authorization#with] does.
    public LogServer.Builder guard(LogServer.Builder server, Map<String, List<Action>> methods) {
        return server.credentials(tls.server())
                .intercept(new Authentication())
                .intercept(new Authorization(rules).with(methods));
    }

    /// The server's certificate, for connections that are not gRPC's.
    public MutualTls tls() {
        return tls;
    }

    /// The access list, for requests that are not gRPC's.
    public Authorizer rules() {
        return rules;
    }

    /// Looks at the files no more.
    @Override
    public void close() {
        tls.close();
        rules.close();
    }
}
