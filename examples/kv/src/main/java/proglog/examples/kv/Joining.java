package proglog.examples.kv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a node of the cluster for a vote until it is given, on a thread of its own. For many
/// threads.
final class Joining implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Joining.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient client;
    private final CountDownLatch closed;
    private final Thread thread;

    private Joining(HttpClient client, CountDownLatch closed, Thread thread) {
        this.client = client;
        this.closed = closed;
        this.thread = thread;
    }

    /// @param leader host:port of the node to ask; if it does not lead it knows who does
    /// @param voter who wants a vote
    /// @param isVoter whether it has one
    static Joining start(String leader, VoterRoute.NewVoter voter, BooleanSupplier isVoter) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + leader + VoterRoute.PATH))
                        .POST(BodyPublishers.ofByteArray(voter.encode().toByteArray()))
                        .timeout(Duration.ofSeconds(60))
                        .build();
        CountDownLatch closed = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual()
                        .name("join")
                        .start(() -> {
                            try {
                                ask(client, request, isVoter, closed);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt(); // closed while asking
                            }
                        });
        return new Joining(client, closed, thread);
    }

    private static void ask(
            HttpClient client, HttpRequest request, BooleanSupplier isVoter, CountDownLatch closed)
            throws InterruptedException {
        String said = "";
        while (!isVoter.getAsBoolean()) {
            String answer = answer(client, request);
            if (!answer.equals(said)) {
                logger.info("asked {} for a vote: {}", request.uri().getAuthority(), answer);
                said = answer;
            }
            if (closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private static String answer(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    /// Gives up. Closing again does nothing.
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
        client.close();
    }
}
