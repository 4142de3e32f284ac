package proglog.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import proglog.InMemoryLog;

/// A log in memory behind an HTTP server on the loopback address: `Main [port]`, else the port in
/// `PROGLOG_PORT`, else 8080.
public final class Main {

    private Main() {}

    /// Serves until the process is told to stop, then answers what is in flight.
    public static void main(String... arguments) {
        try {
            String usual = System.getenv().getOrDefault("PROGLOG_PORT", "8080");
            int port = Integer.parseInt(arguments.length == 0 ? usual : arguments[0]);
            serve(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IllegalArgumentException _) {
            System.err.println("usage: Main [port], where port is a number from 0 to 65535");
            System.exit(2);
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void serve(InetSocketAddress address) throws IOException {
        InMemoryLog log = new InMemoryLog();
        HttpServer server = HttpServer.start(address, HttpLimits.standard(), new LogRoutes(log));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    server.close();
                                    log.close();
                                }));
    }
}
