package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Those who reach the gossip port and are no nodes of the cluster: refused, in one line, without
/// effect.
final class StrangersTest {

    private final Path folder;
    private final Credentials ours;
    private final Members members;
    private final AtomixMembership a;
    private final AtomixMembership b;
    private final Heard byA;
    private final LoggedLines logged;

    StrangersTest(@TempDir Path folder) {
        this.folder = folder;
        ours = Credentials.in(folder.resolve("ours"));
        members = new Members(ours);
        try (LoggedLines beginning = LoggedLines.of("proglog")) {
            a = members.start("a");
            b = members.start("b");
            Background.until(() ->
                    beginning.lines().stream().filter(line -> line.endsWith(" joined")).count()
                            == 2);
        }
        Members.awaitNames(List.of(a, b), "a", "b");
        byA = Heard.from(a);
        byA.await(1);
        logged = LoggedLines.of("proglog"); // from here on it is about strangers
    }

    @AfterEach
    void nothingHasHappened() {
        assertThat(byA.events()).startsWith("joined b").doesNotContain("failed b", "left b");
        members.close();
        logged.close();
    }

    @Test
    void plaintextIsRefused() throws IOException {
        HostPort place = HostPort.parse(a.self().address());
        try (Socket socket = new Socket(place.host(), place.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(30_000);
            while (socket.getInputStream().read() >= 0) {
                // an alert, at most
            }
        }
        assertLogged("it does not speak TLS");
    }

    @Test
    void aClientIsRefused() throws Exception {
        try (MutualTls root = ours.of("root")) {
            assertCut(root);
        }
        assertLogged("certificate CN=root is not a peer's: it lacks the name proglog:peer");
    }

    @Test
    void aNodeOfAForeignAuthorityIsRefused() throws Exception {
        Path foreign = Credentials.in(folder.resolve("theirs")).folder();
        TlsFiles files =
                new TlsFiles(
                        foreign.resolve("peer.pem"),
                        foreign.resolve("peer-key.pem"),
                        ours.folder().resolve("ca.pem"));
        try (MutualTls eve = MutualTls.open(files)) {
            assertCut(eve);
        }
        assertLogged("certificate CN=peer is not signed by " + ours.folder().resolve("ca.pem"));
    }

    @Test
    void aNodeOfAForeignClusterIsRefusedAndNamedOnce() throws Exception {
        Hello foreign = new Hello("theirs", "x", "127.0.0.1:1", "run");
        String reason = "it is of the cluster theirs, this is the cluster proglog";
        for (int i = 0; i < 3; i++) {
            try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
                peer.send(foreign);
                assertThat(peer.hear()).isEqualTo(new Frame.Refused(reason));
                peer.awaitEnd();
            }
        }
        assertLogged("refused x of 127.0.0.1:1: " + reason);
    }

    @Test
    void aForeignMemberHearsItOnceAndStaysAlone() {
        AtomixMembership foreign =
                members.start(
                        "c",
                        config ->
                                config.withClusterId("theirs")
                                        .withJoin(List.of(a.self().address())));

        Background.until(() -> lines("cannot reach " + a.self().address()) == 1);

        assertThat(logged.lines())
                .contains(
                        "WARN cannot reach %s: it refused us: it is of the cluster theirs, this is the cluster proglog"
                                .formatted(a.self().address()));
        assertThat(Members.names(foreign)).containsExactly("c");
        assertThat(Members.names(a)).containsExactly("a", "b");
    }

    @Test
    void whoDoesNotIntroduceItselfIsNotListenedTo() throws Exception {
        try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
            peer.send(new Frame.Message("unicast:atomix-membership-gossip", Bytes.utf8("x")));
            peer.awaitEnd();
        }
        assertLogged("a caller has to introduce itself first");
    }

    @Test
    void whatIsNoFrameEndsTheConnection() throws Exception {
        try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
            peer.send(new byte[] {0, 0, 0, 1, 99});
            peer.awaitEnd();
        }
        assertLogged("a frame is of the unknown kind 99");
    }

    @Test
    void aFrameThatEndsTooEarlyEndsTheConnection() throws Exception {
        try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
            peer.send(new byte[] {0, 0, 0, 3, 1, 1, 7});
            peer.awaitEnd();
        }
        assertLogged("a frame ends too early");
    }

    @Test
    void aFrameThatIsTooLongEndsTheConnectionBeforeItIsRead() throws Exception {
        try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
            peer.send(new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            peer.awaitEnd();
        }
        Background.until(() -> !logged.lines().isEmpty());
        assertThat(logged.lines()).singleElement().asString().contains("exceeds 1048576");
    }

    @Test
    void whatAtomixCannotReadIsNotAnswered() throws Exception {
        try (RawPeer peer = new RawPeer(members.tls(), a.self())) {
            peer.send(new Hello("proglog", "x", "127.0.0.1:1", "run"));
            assertThat(peer.hear()).isInstanceOf(Hello.class);
            peer.send(new Frame.Request(7, "atomix-membership-probe", Bytes.utf8("garbage")));
            assertThat(peer.hear()).isEqualTo(new Frame.Failure(7));
            peer.send(new Frame.Request(8, "no such type", Bytes.EMPTY));
            assertThat(peer.hear()).isEqualTo(new Frame.Failure(8));
        }
        assertThat(logged.lines()).isEmpty();
    }

    /// As shipped, Atomix is killed by these four bytes.
    @Test
    void nobodyListensForDatagrams() throws IOException {
        HostPort place = HostPort.parse(a.self().address());
        InetSocketAddress there =
                new InetSocketAddress(InetAddress.ofLiteral(place.host()), place.port());
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] killer = {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
            socket.send(new DatagramPacket(killer, killer.length, there));
        }
        try (DatagramSocket free = new DatagramSocket(there)) {
            assertThat(free.getLocalPort()).isEqualTo(place.port()); // so it was not taken
        }
        AtomixMembership c = members.start("c");
        Members.awaitNames(List.of(a, b, c), "a", "b", "c");
        c.close();
        Members.awaitNames(List.of(a, b), "a", "b");
        assertThat(byA.await(3)).containsExactly("joined b", "joined c", "left c");
    }

    private void assertCut(MutualTls tls) throws Exception {
        try (RawPeer peer = new RawPeer(tls, a.self())) {
            peer.awaitEnd();
        }
    }

    private long lines(String part) {
        return logged.lines().stream().filter(line -> line.contains(part)).count();
    }

    private void assertLogged(String reason) {
        Background.until(() -> !logged.lines().isEmpty());
        assertThat(logged.lines()).singleElement().asString().endsWith(reason);
    }
}
