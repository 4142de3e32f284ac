package proglog.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A client that sends exactly the bytes a test gives it, however wrong.
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    /// What came back.
    ///
    /// @param status the status code
    /// @param headers by lower-case name
    /// @param body as text
    record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    static RawClient connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawClient(socket, new BufferedInputStream(socket.getInputStream()));
    }

    /// Sends `text`, one byte a character.
    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// Says that nothing more will be sent.
    RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Waits for an answer.
    Answer answer() throws IOException {
        return answer(true);
    }

    /// Waits for an answer whose body is announced, but not sent.
    Answer answerToHead() throws IOException {
        return answer(false);
    }

    /// Waits for the headers of an answer whose body is streamed.
    Map<String, String> head() throws IOException {
        line();
        return headers();
    }

    /// Waits for the next chunk of a body; the last one is empty.
    String chunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        String chunk = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        line();
        return chunk;
    }

    private Answer answer(boolean hasBody) throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = headers();
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = hasBody ? in.readNBytes(length) : new byte[0];
        return new Answer(
                Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /// Waits until the server closes the connection, and says whether it sent nothing more.
    boolean isClosed() throws IOException {
        try {
            return in.read() == -1;
        } catch (SocketException _) {
            return true; // reset
        }
    }

    /// Waits for a line.
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next == -1) {
                throw new EOFException("the server closed the connection after: " + line);
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
