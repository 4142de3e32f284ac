package proglog.examples.kv;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// On a node that does not lead, sends requests to the one that does and passes on its answers.
///
/// A request is sent on once at most: two nodes that each take the other for the leader would send
/// it to and fro. For many threads.
final class LeaderForwarding implements Filter, AutoCloseable {

    private static final String FORWARDED = "proglog-forwarded";

    private final Supplier<Leadership> leadership;
    private final Duration patience;
    private final HttpClient client;

    private LeaderForwarding(
            Supplier<Leadership> leadership, Duration patience, HttpClient client) {
        this.leadership = leadership;
        this.patience = patience;
        this.client = client;
    }

    /// @param leadership who leads now
    /// @param patience how long the leader may take to answer
    static LeaderForwarding open(Supplier<Leadership> leadership, Duration patience) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
        return new LeaderForwarding(leadership, patience, client);
    }

    @Override
    public Response apply(Request request, Handler next) {
        Leadership now = leadership.get();
        if (now.isSelf() || request.path().equals("/")) {
            return next.handle(request);
        }
        ClusterNode leader =
                now.leader().orElseThrow(() -> new LogUnavailableException("no leader is known"));
        if (!request.header(FORWARDED).isEmpty()) {
            throw new LogUnavailableException("was taken for the leader, which is " + leader);
        }
        return forward(request, leader);
    }

    private Response forward(Request request, ClusterNode leader) {
        boolean isRead = request.method().equals("GET");
        try {
            HttpResponse<byte[]> answer =
                    client.send(to(leader, request), BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("content-type").orElse("text/plain");
            return new Response(
                    answer.statusCode(), Map.of("content-type", type), Bytes.wrap(answer.body()));
        } catch (ConnectException | HttpConnectTimeoutException unreached) {
            throw new LogUnavailableException("cannot reach the leader " + leader, unreached);
        } catch (IOException broken) {
            String why = "the leader %s has not answered".formatted(leader);
            throw isRead
                    ? new LogUnavailableException(why, broken)
                    : new OutcomeUnknownException(why, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("stopped while the leader was asked", interrupted);
        }
    }

    private HttpRequest to(ClusterNode leader, Request request) {
        URI address = URI.create("http://" + leader.rpcAddress() + encoded(request.path()));
        return HttpRequest.newBuilder(address)
                .method(request.method(), BodyPublishers.ofByteArray(request.body().toByteArray()))
                .header(FORWARDED, "1")
                .timeout(patience)
                .build();
    }

    // The path came decoded. URLEncoder is made for forms, where a space is a plus sign.
    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    /// Gives up what is under way. Closing again does nothing.
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
