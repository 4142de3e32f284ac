package proglog.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// Takes what OTLP sends over HTTP and throws it away. For many threads.
record Collector(HttpServer server) implements AutoCloseable {

    private static final int OK = 200;
    private static final int NO_BODY = -1;

    static Collector start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Collector::answer);
        server.start();
        return new Collector(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(OK, NO_BODY);
        }
    }

    URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create(
                "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
