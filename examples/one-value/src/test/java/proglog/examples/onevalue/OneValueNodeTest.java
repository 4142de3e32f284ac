package proglog.examples.onevalue;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.Background.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.FreePorts;
import proglog.discovery.Member;

/// Nodes on loopback that know each other from a list.
final class OneValueNodeTest {

    private static final long SEED = 1;
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final OneValueNode.Pace QUICK =
            new OneValueNode.Pace(SOON, Duration.ofSeconds(2), SOON);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
        client.close();
    }

    @Test
    void tellsTheOthersUntilAllKnow() throws Exception {
        Started a = start("a", QUICK);
        Started b = start("b", QUICK);
        Started c = start("c", QUICK);
        introduce(a, b, c);

        assertThat(ask(b, "/set/7")).isEqualTo("7");

        until(() -> List.of(a, b, c).stream().allMatch(node -> ask(node, "/get").equals("7")));
    }

    @Test
    void leavesTwoValuesOfOneGenerationApart() throws Exception {
        Started a = start("a", QUICK);
        Started b = start("b", QUICK);
        Started c = start("c", QUICK);
        ask(a, "/set/7");
        ask(b, "/set/8");
        introduce(a, b, c);

        until(() -> !ask(c, "/get").equals("42")); // so a or b has told what it holds

        assertThat(ask(a, "/get")).isEqualTo("7");
        assertThat(ask(b, "/get")).isEqualTo("8");
        ask(c, "/set/9"); // a later generation heals it
        until(() -> ask(a, "/get").equals("9") && ask(b, "/get").equals("9"));
    }

    @Test
    void goesOnTellingWhenAMemberIsGone() throws Exception {
        Started a = start("a", QUICK);
        Started b = start("b", QUICK);
        a.neighbours.are(
                List.of(b.member(), Neighbours.at("gone", "127.0.0.1:" + FreePorts.any())));

        ask(a, "/set/7");

        until(() -> ask(b, "/get").equals("7"));
    }

    @Test
    void givesUpAMemberThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Member deaf = Neighbours.at("deaf", "127.0.0.1:" + silent.getLocalPort());
            Duration patience = Duration.ofMillis(50);
            Started a = start("a", new OneValueNode.Pace(SOON, patience, NEVER));
            Started b = start("b", QUICK);
            a.neighbours.are(List.of(deaf, b.member()));

            ask(a, "/set/7");

            until(() -> ask(b, "/get").equals("7"));
            try (var _ = silent.accept();
                    var _ = silent.accept()) { // it was tried again
                assertThat(ask(a, "/get")).isEqualTo("7");
            }
        }
    }

    @Test
    void fallsSilentInTheMiddleOfARound() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Neighbours neighbours = new Neighbours("a");
            neighbours.are(List.of(Neighbours.at("deaf", "127.0.0.1:" + silent.getLocalPort())));
            OneValueNode node =
                    OneValueNode.start(
                            anyPort(),
                            _ -> neighbours,
                            new OneValueNode.Pace(SOON, NEVER, NEVER),
                            new Random(SEED));
            try (var _ = silent.accept()) {
                node.close();
                node.close();
            }
        }
    }

    @Test
    void waitsForCompanyAndNoLonger() throws InterruptedException {
        Neighbours neighbours = new Neighbours("a");
        assertThat(Company.await(neighbours, SOON)).isFalse();

        neighbours.are(List.of(Neighbours.at("b", "b:1")));
        assertThat(Company.await(neighbours, NEVER)).isTrue();
    }

    private record Started(Neighbours neighbours, OneValueNode node) {

        Member member() {
            return Neighbours.at(neighbours.self().name(), "127.0.0.1:" + node.address().getPort());
        }
    }

    private Started start(String name, OneValueNode.Pace pace) throws IOException {
        Neighbours neighbours = new Neighbours(name);
        OneValueNode node = OneValueNode.start(anyPort(), _ -> neighbours, pace, new Random(SEED));
        started.push(node);
        return new Started(neighbours, node);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void introduce(Started... nodes) {
        for (Started node : nodes) {
            node.neighbours.are(
                    List.of(nodes).stream()
                            .filter(other -> !other.equals(node))
                            .map(Started::member)
                            .toList());
        }
    }

    private String ask(Started node, String path) {
        URI address =
                URI.create("http://127.0.0.1:%d%s".formatted(node.node.address().getPort(), path));
        try {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
