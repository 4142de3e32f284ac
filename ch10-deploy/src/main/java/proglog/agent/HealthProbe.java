package proglog.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks the node in its own container whether it is ready: what the image's `HEALTHCHECK` runs.
///
/// A program of its own that loads next to nothing, since it is started every few seconds.
public final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String DEFAULT_PORT = "8403";
    private static final String REQUEST =
            "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private HealthProbe() {}

    /// Ends with 0 when the node is ready, with 1 when it is not or does not answer. Its admin port
    /// is `PROGLOG_ADMIN_PORT`, or 8403.
    public static void main(String... arguments) {
        String port = System.getenv().getOrDefault("PROGLOG_ADMIN_PORT", DEFAULT_PORT);
        System.exit(isReady(Integer.parseInt(port)) ? 0 : 1);
    }

    static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return firstLine(socket.getInputStream()).startsWith("HTTP/1.1 200");
        } catch (IOException _) {
            return false;
        }
    }

    private static String firstLine(InputStream answer) throws IOException {
        byte[] begin = answer.readNBytes("HTTP/1.1 200".length());
        return new String(begin, StandardCharsets.US_ASCII);
    }
}
