package proglog.security;

import static proglog.security.HandshakeCase.HERE;
import static proglog.security.HandshakeCase.REFUSED;
import static proglog.security.HandshakeCase.UNKNOWN;
import static proglog.security.HandshakeCase.accepted;
import static proglog.security.HandshakeCase.anonymous;
import static proglog.security.HandshakeCase.client;
import static proglog.security.HandshakeCase.open;
import static proglog.security.HandshakeCase.peer;
import static proglog.security.HandshakeCase.peerServer;
import static proglog.security.HandshakeCase.refused;
import static proglog.security.HandshakeCase.server;
import static proglog.security.HandshakeCase.trusting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nodes accept nodes, at the place that the certificate names, and nobody else.
final class PeerHandshakeTest {

    @TempDir private Path folder;

    static List<HandshakeCase> cases() {
        return List.of(
                accepted("a peer of a peer", peerServer(HERE), peer("peer", Role.PEER, HERE)),
                accepted(
                        "a peer known by a name",
                        peerServer(HERE),
                        peer("peer", Role.PEER, "localhost")),
                refused(
                        "a client among peers",
                        peerServer(HERE),
                        client("root", Role.CLIENT),
                        UNKNOWN,
                        "certificate CN=root is not a peer's: it lacks the name proglog:peer"),
                refused(
                        "a server among peers",
                        peerServer(HERE),
                        peer("other", Role.SERVER, HERE),
                        UNKNOWN,
                        "certificate CN=other is not made for clients"),
                refused(
                        "no certificate among peers",
                        peerServer(HERE),
                        anonymous(),
                        "alert: certificate_required",
                        "it presented no certificate"),
                refused(
                        "a foreign peer",
                        peerServer(HERE),
                        (ours, foreign) ->
                                open(trusting(ours, foreign.issue("eve", Role.PEER, HERE)))
                                        .peerClient(),
                        UNKNOWN,
                        "certificate CN=eve is not signed by <ours>/ca.pem"),
                refused(
                        "a peer that calls from elsewhere",
                        peerServer(HERE),
                        peer("stray", Role.PEER, "127.0.0.2", "elsewhere.invalid"),
                        UNKNOWN,
                        "certificate CN=stray is not for the address 127.0.0.1"),
                refused(
                        "a peer's call to a server",
                        server(MutualTls::server),
                        peer("peer", Role.PEER, HERE),
                        "certificate CN=server is not a peer's: it lacks the name proglog:peer",
                        REFUSED + "certificate_unknown"),
                refused(
                        "a peer's call to a peer elsewhere",
                        peerServer("127.0.0.2"),
                        peer("other", Role.PEER, HERE),
                        "certificate CN=peer of <server> is not for the host name 127.0.0.1",
                        REFUSED + "certificate_unknown"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAcceptedOrRefusedForAReason(HandshakeCase given) throws IOException {
        given.run(folder);
    }
}
