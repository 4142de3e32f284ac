package proglog.security;

import static proglog.security.HandshakeCase.HERE;
import static proglog.security.HandshakeCase.REFUSED;
import static proglog.security.HandshakeCase.UNKNOWN;
import static proglog.security.HandshakeCase.accepted;
import static proglog.security.HandshakeCase.anonymous;
import static proglog.security.HandshakeCase.client;
import static proglog.security.HandshakeCase.open;
import static proglog.security.HandshakeCase.refused;
import static proglog.security.HandshakeCase.server;
import static proglog.security.HandshakeCase.trusting;

import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients and servers: each certificate that will do, and each that will not.
@Tag("task-5.2")
final class HandshakeTest {

    @TempDir private Path folder;

    static List<HandshakeCase> cases() {
        return List.of(
                accepted(
                        "an anonymous client of a server for anyone",
                        server(MutualTls::serverForAnyone),
                        anonymous()),
                accepted(
                        "a client that presents a certificate nobody asks for",
                        server(MutualTls::serverForAnyone),
                        client("root", Role.CLIENT)),
                accepted(
                        "a client with a client's certificate",
                        server(MutualTls::server),
                        client("root", Role.CLIENT)),
                accepted(
                        "a client with a peer's certificate",
                        server(MutualTls::server),
                        client("peer", Role.PEER)),
                accepted(
                        "a peer as a server",
                        (ours, _) -> open(ours.issue("peer", Role.PEER, HERE)).server(),
                        client("root", Role.CLIENT)),
                refused(
                        "no certificate",
                        server(MutualTls::server),
                        anonymous(),
                        "alert: certificate_required",
                        "it presented no certificate"),
                refused(
                        "a client of a foreign authority",
                        server(MutualTls::server),
                        (ours, foreign) ->
                                open(trusting(ours, foreign.issue("eve", Role.CLIENT))).client(),
                        UNKNOWN,
                        "certificate CN=eve is not signed by <ours>/ca.pem"),
                refused(
                        "an expired client",
                        server(MutualTls::server),
                        client("old", Role.CLIENT, Pki.PAST),
                        UNKNOWN,
                        "certificate CN=old expired at 2021-01-01T00:00:00Z"),
                refused(
                        "a client from the future",
                        server(MutualTls::server),
                        client("new", Role.CLIENT, Pki.FUTURE),
                        UNKNOWN,
                        "certificate CN=new is not valid before 2097-01-01T00:00:00Z"),
                refused(
                        "a server as a client",
                        server(MutualTls::server),
                        client("other", Role.SERVER),
                        UNKNOWN,
                        "certificate CN=other is not made for clients"),
                refused(
                        "a client whose name is not fit to print",
                        server(MutualTls::server),
                        client("a\nWARN b\u001b[2J", Role.SERVER),
                        UNKNOWN,
                        "certificate CN=a\\u{a}WARN b\\u{1b}[2J is not made for clients"),
                refused(
                        "a client as a server",
                        server("root", Role.CLIENT, Pki.NOW, HERE),
                        client("other", Role.CLIENT),
                        "certificate CN=root of <server> is not made for servers",
                        REFUSED + "certificate_unknown"),
                refused(
                        "a server of a foreign authority",
                        (_, foreign) -> open(foreign.issue("server", Role.SERVER, HERE)).server(),
                        client("root", Role.CLIENT),
                        "certificate CN=server of <server> is not signed by <ours>/ca.pem",
                        REFUSED + "certificate_unknown"),
                refused(
                        "an expired server",
                        server("server", Role.SERVER, Pki.PAST, HERE),
                        client("root", Role.CLIENT),
                        "certificate CN=server of <server> expired at 2021-01-01T00:00:00Z",
                        REFUSED + "certificate_expired"),
                refused(
                        "a server from the future",
                        server("server", Role.SERVER, Pki.FUTURE, HERE),
                        client("root", Role.CLIENT),
                        "certificate CN=server of <server> is not valid before"
                                + " 2097-01-01T00:00:00Z",
                        REFUSED + "bad_certificate"),
                refused(
                        "a wrong host name",
                        server("server", Role.SERVER, Pki.NOW, "elsewhere.example", "127.0.0.2"),
                        client("root", Role.CLIENT),
                        "certificate CN=server of <server> is not for the host name 127.0.0.1",
                        REFUSED + "certificate_unknown"),
                refused(
                        "a plaintext client",
                        server(MutualTls::server),
                        (_, _) -> InsecureChannelCredentials.create(),
                        "Network closed for unknown reason",
                        "it does not speak TLS"),
                refused(
                        "a TLS client of a plaintext server",
                        (_, _) -> InsecureServerCredentials.create(),
                        anonymous(),
                        "not an SSL/TLS record",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAcceptedOrRefusedForAReason(HandshakeCase given) throws IOException {
        given.run(folder);
    }
}
