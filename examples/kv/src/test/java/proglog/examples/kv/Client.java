package proglog.examples.kv;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks servers on loopback. For many threads.
final class Client implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// What came back; status 0 when nothing did.
    record Answer(int status, String body) {}

    Answer ask(String method, InetSocketAddress server, String path, String body) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(server.getPort(), path));
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .method(method, BodyPublishers.ofString(body))
                        .timeout(Duration.ofSeconds(30))
                        .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException failure) {
            return new Answer(0, failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    Answer get(InetSocketAddress server, String path) {
        return ask("GET", server, path, "");
    }

    Answer post(InetSocketAddress server, String path, String body) {
        return ask("POST", server, path, body);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
