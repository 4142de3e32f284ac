package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;
import proglog.InMemoryLog;

/// A server on a free port with a log in memory, and all that is logged while it runs.
///
/// Closing it checks that nothing was worth more than INFO, and that no stack trace was logged.
final class TestServer implements AutoCloseable {

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    final InMemoryLog log;
    final HttpServer server;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private TestServer(InMemoryLog log, HttpServer server) {
        this.log = log;
        this.server = server;
    }

    static HttpLimits limits() {
        return HttpLimits.standard().withStop(Duration.ofSeconds(5));
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static TestServer start() throws IOException {
        return start(limits());
    }

    static TestServer start(HttpLimits limits) throws IOException {
        InMemoryLog log = new InMemoryLog();
        return start(limits, log, new LogRoutes(log));
    }

    static TestServer start(HttpLimits limits, InMemoryLog log, Handler handler)
            throws IOException {
        TestServer started = new TestServer(log, HttpServer.start(anyPort(), limits, handler));
        started.logged.start();
        root().addAppender(started.logged);
        return started;
    }

    RawClient connect() throws IOException {
        return RawClient.connect(server.address());
    }

    /// A whole exchange on a connection of its own.
    RawClient.Answer ask(String request) throws IOException {
        try (RawClient client = connect()) {
            return client.send(request).answer();
        }
    }

    /// That an ordinary client is served as if nothing had happened.
    void assertServes() throws IOException {
        RawClient.Answer answer = ask(get("/records/" + Long.MAX_VALUE));

        assertThat(answer.status()).isEqualTo(404);
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    static String post(String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
    }

    List<String> warnings() {
        synchronized (logged) {
            return logged.list.stream()
                    .filter(event ->
                            event.getLevel().isGreaterOrEqual(Level.WARN)
                                    || event.getThrowableProxy() != null)
                    .map(ILoggingEvent::toString)
                    .toList();
        }
    }

    @Override
    public void close() {
        server.close();
        log.close();
        root().detachAppender(logged);
        assertThat(warnings()).isEmpty();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
