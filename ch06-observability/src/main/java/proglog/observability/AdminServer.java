package proglog.observability;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import proglog.http.Entrance;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.HttpLimits;
import proglog.http.HttpServer;

/// What operators and their tools ask, on a port of its own: `/metrics`, `/health/live`,
/// `/health/ready`, and what later chapters add by [#route(String, Handler)].
///
/// For many threads. By itself it knows nobody and encrypts nothing, so it belongs on the loopback
/// address or on a network of the operators'; unless it is given a gate, which sees every request
/// first, and an entrance, by which clients can show who they are.
public final class AdminServer implements AutoCloseable {

    // A scrape now and then, and an operator: far less than clients of a log.
    private static final HttpLimits LIMITS =
            HttpLimits.standard()
                    .withBodyBytes(1024 * 1024)
                    .withConnections(256)
                    .withStop(Duration.ofSeconds(2));

    /// What is read here is true now, and nothing else; and it is what its type says.
    private static final Filter HEADERS =
            (request, next) ->
                    next.handle(request)
                            .with("cache-control", "no-store")
                            .with("x-content-type-options", "nosniff");

    private final Routes routes;
    private final HttpServer server;

    private AdminServer(Routes routes, HttpServer server) {
        this.routes = routes;
        this.server = server;
    }

    /// Listens on `address`, where port 0 means any free one. `health` and `metrics` stay the
    /// caller's and are asked anew for every request.
    public static AdminServer start(
            InetSocketAddress address, Health health, Supplier<MetricSnapshots> metrics)
            throws IOException {
        Routes routes = routes(health, metrics);
        return new AdminServer(routes, HttpServer.start(address, LIMITS, HEADERS.before(routes)));
    }

    /// The same behind `gate`; a connection that begins with a TLS handshake passes `entrance`.
    public static AdminServer start(
            InetSocketAddress address,
            Health health,
            Supplier<MetricSnapshots> metrics,
            Filter gate,
            Entrance entrance)
            throws IOException {
        Routes routes = routes(health, metrics);
        return new AdminServer(
                routes,
                HttpServer.start(address, LIMITS, HEADERS.before(gate.before(routes)), entrance));
    }

    private static Routes routes(Health health, Supplier<MetricSnapshots> metrics) {
        Routes routes = new Routes();
        routes.add("/", Map.of("GET", _ -> routes.index()));
        routes.add("/metrics", Map.of("GET", new MetricsPage(metrics)));
        routes.add("/health/live", Map.of("GET", new HealthPage(health::live)));
        routes.add("/health/ready", Map.of("GET", new HealthPage(health::ready)));
        return routes;
    }

    /// Answers `GET` and `HEAD` of `path` by `handler`: of that path alone, or of all below it when
    /// it ends in `/`. Takes the place of an earlier route of the same path.
    public AdminServer route(String path, Handler handler) {
        return route(path, Map.of("GET", handler));
    }

    /// The same with a handler for each method.
    public AdminServer route(String path, Map<String, Handler> byMethod) {
        routes.add(path, byMethod);
        return this;
    }

    /// Where it listens: with the port that was found when 0 was asked for.
    public InetSocketAddress address() {
        return server.address();
    }

    /// Answers what is in flight and stops. Closing again does nothing.
    @Override
    public void close() {
        server.close();
    }
}
