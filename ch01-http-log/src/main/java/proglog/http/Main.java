package proglog.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import proglog.InMemoryLog;

/// A log in memory behind an HTTP server on the loopback address.
public final class Main {

    private static final String USAGE =
            """
            Usage: proglog run ch01 [--port <port>]
            Serves a log in memory over HTTP, on the loopback address.
              --port <port>   Where to listen, 0 for any free port. Default: PROGLOG_PORT, or 8080.
            Exit codes: 1 cannot start, such as when the port is taken; 2 wrong usage.\
            """;

    private Main() {}

    /// Serves until the process is told to stop, then answers what is in flight.
    public static void main(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        try {
            int port = port(List.of(arguments), System.getenv());
            serve(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IllegalArgumentException _) {
            System.err.println(USAGE);
            System.exit(2);
        } catch (IOException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            System.err.println("proglog: " + failure.getMessage() + ": " + cause.getMessage());
            System.exit(1);
        }
    }

    static int port(List<String> arguments, Map<String, String> environment) {
        if (arguments.isEmpty()) {
            return Integer.parseInt(environment.getOrDefault("PROGLOG_PORT", "8080"));
        }
        if (arguments.size() != 2 || !arguments.getFirst().equals("--port")) {
            throw new IllegalArgumentException("wrong usage");
        }
        return Integer.parseInt(arguments.getLast());
    }

    private static void serve(InetSocketAddress address) throws IOException {
        InMemoryLog log = new InMemoryLog();
        HttpServer server = HttpServer.start(address, HttpLimits.standard(), new LogRoutes(log));
        Thread stop =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            server.close();
                            log.close();
                        });
        Runtime.getRuntime().addShutdownHook(stop);
    }
}
