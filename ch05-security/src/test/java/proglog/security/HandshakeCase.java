package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import proglog.Background;

/// A server, a client, and what must come of a call from one to the other.
record HandshakeCase(
        String name,
        End<ServerCredentials> server,
        End<ChannelCredentials> client,
        String clientSees,
        String serverLogs) {

    static final String HERE = "127.0.0.1";
    static final String UNKNOWN = "alert: certificate_unknown";
    static final String REFUSED = "it refused us with the alert ";

    /// What is at one end of the connection.
    interface End<C> {
        C credentials(Pki ours, Pki foreign) throws IOException;
    }

    @Override
    public String toString() {
        return name;
    }

    void run(Path folder) throws IOException {
        Pki ours = Pki.in(folder.resolve("ours"));
        Pki foreign = Pki.in(folder.resolve("foreign"));
        try (LoggedLines logged = LoggedLines.of(HandshakeFailures.class.getName());
                HealthServer server = HealthServer.start(server().credentials(ours, foreign));
                HealthClient client =
                        HealthClient.connect(server.port(), client().credentials(ours, foreign))) {
            String seen = client.complaint();

            String at = HERE + ":" + server.port();
            assertThat(seen.isEmpty()).isEqualTo(clientSees().isEmpty());
            assertThat(seen).contains(in(ours, clientSees()).replace("<server>", at));
            if (serverLogs().isEmpty()) {
                assertThat(logged.lines()).isEmpty();
                return;
            }
            Background.until(() -> !logged.lines().isEmpty());
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .matches(
                            "WARN no TLS with 127\\.0\\.0\\.1:\\d+: "
                                    + Pattern.quote(in(ours, serverLogs())));
        }
    }

    static String in(Pki ours, String expected) {
        return expected.replace("<ours>", ours.folder.toString());
    }

    static HandshakeCase accepted(
            String name, End<ServerCredentials> server, End<ChannelCredentials> client) {
        return new HandshakeCase(name, server, client, "", "");
    }

    static HandshakeCase refused(
            String name,
            End<ServerCredentials> server,
            End<ChannelCredentials> client,
            String clientSees,
            String serverLogs) {
        return new HandshakeCase(name, server, client, clientSees, serverLogs);
    }

    static End<ServerCredentials> server(Function<MutualTls, ServerCredentials> mode) {
        return (ours, _) -> mode.apply(open(ours.issue("server", Role.SERVER, HERE)));
    }

    static End<ServerCredentials> peerServer(String host) {
        return (ours, _) -> open(ours.issue("peer", Role.PEER, host)).peerServer();
    }

    static End<ChannelCredentials> anonymous() {
        return (ours, _) -> {
            try (MutualTls tls = MutualTls.openAnonymous(ours.authorityFile())) {
                return tls.client();
            }
        };
    }

    static End<ServerCredentials> server(
            String name, Role role, Lifetime lifetime, String... hosts) {
        return (ours, _) -> open(ours.issue(name, role, lifetime, hosts)).server();
    }

    static End<ChannelCredentials> client(String name, Role role) {
        return client(name, role, Pki.NOW);
    }

    static End<ChannelCredentials> client(String name, Role role, Lifetime lifetime) {
        return (ours, _) -> open(ours.issue(name, role, lifetime)).client();
    }

    static End<ChannelCredentials> peer(String name, Role role, String... hosts) {
        return (ours, _) -> open(ours.issue(name, role, hosts)).peerClient();
    }

    static TlsFiles trusting(Pki authority, TlsFiles files) {
        return new TlsFiles(files.certificate(), files.key(), authority.authorityFile());
    }

    static MutualTls open(TlsFiles files) throws IOException {
        MutualTls tls = MutualTls.open(files);
        tls.close();
        return tls;
    }
}
