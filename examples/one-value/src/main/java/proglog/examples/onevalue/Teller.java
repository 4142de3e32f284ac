package proglog.examples.onevalue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Deadline;
import proglog.discovery.Member;

/// Tells other nodes over HTTP what this one holds. For many threads.
final class Teller implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Teller.class);

    private final String name;
    private final Duration patience;
    private final HttpClient client;

    private Teller(String name, Duration patience, HttpClient client) {
        this.name = name;
        this.patience = patience;
        this.client = client;
    }

    /// For the node called `name`, which waits `patience` at most each time.
    static Teller open(String name, Duration patience) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(patience)
                        .build();
        return new Teller(name, patience, client);
    }

    /// Tells all of `audience` at once. As soon as one of them can't be told, the others are given
    /// up, too, and that is logged; the next round comes soon.
    void tell(OneValue held, List<Member> audience) throws InterruptedException {
        try (ExecutorService threads = threads()) {
            CompletionService<Member> telling = new ExecutorCompletionService<>(threads);
            for (Member member : audience) {
                telling.submit(() -> tell(held, member));
            }
            try {
                awaitAll(telling, audience.size());
            } catch (ExecutionException failure) {
                logger.warn("gave up telling: {}", String.valueOf(failure.getCause()));
            } catch (TimeoutException late) {
                logger.warn("gave up telling: {}", late.getMessage());
            } finally {
                threads.shutdownNow(); // interrupts those that still tell
            }
        }
    }

    private static ExecutorService threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tell-", 0).factory());
    }

    private void awaitAll(CompletionService<Member> telling, int count)
            throws InterruptedException, ExecutionException, TimeoutException {
        Deadline deadline = Deadline.after(patience);
        for (int i = 0; i < count; i++) {
            @Nullable Future<Member> told =
                    telling.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (told == null) {
                throw new TimeoutException(
                        "%d of %d have not answered within %s"
                                .formatted(count - i, count, patience));
            }
            told.get();
        }
    }

    private Member tell(OneValue held, Member member) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(held, member)).build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("%s answered %d".formatted(member.name(), status));
        }
        return member;
    }

    private URI address(OneValue held, Member member) {
        return URI.create(
                "http://%s/notify/%d/%d?notifier=%s"
                        .formatted(
                                member.tags().get(Member.RPC),
                                held.value(),
                                held.generation(),
                                URLEncoder.encode(name, StandardCharsets.UTF_8)));
    }

    /// Gives up what is under way.
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
