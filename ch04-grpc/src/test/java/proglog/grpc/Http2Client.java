package proglog.grpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A client that speaks HTTP/2 frame by frame, and so may misbehave. For one thread only.
final class Http2Client implements AutoCloseable {

    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;

    private static final int HEADERS = 1;
    private static final int END_HEADERS = 4;
    private static final int ENHANCE_YOUR_CALM = 0xb;

    private final Socket socket;
    private final OutputStream out;

    private Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /// Connects and says what a client must.
    static Http2Client connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(30_000);
        Http2Client client = new Http2Client(socket);
        client.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.send(SETTINGS, 0, 0, new byte[0]);
        return client;
    }

    /// Begins a call of `method` on `stream`, which is an odd number.
    void call(int stream, String method) throws IOException {
        send(HEADERS, END_HEADERS, stream, headers(method));
    }

    /// Cancels it.
    void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(8).array());
    }

    /// Asks for a sign of life.
    void ping() throws IOException {
        send(PING, 0, 0, new byte[8]);
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        out.write(frame.array());
    }

    /// The headers of a call, none of them compressed.
    private static byte[] headers(String method) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        add(block, ":method", "POST");
        add(block, ":scheme", "http");
        add(block, ":path", "/" + method);
        add(block, ":authority", "localhost");
        add(block, "content-type", "application/grpc");
        add(block, "te", "trailers");
        return block.toByteArray();
    }

    private static void add(ByteArrayOutputStream block, String name, String value) {
        block.write(0); // a literal that is not to be indexed, with its name
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads until the server has ended the connection, and says whether it asked for calm.
    boolean isToldToCalmDown() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean told = false;
        try {
            for (int length = in.read(); length >= 0; length = in.read()) {
                length = length << 16 | in.readUnsignedShort();
                int type = in.read();
                in.skipNBytes(5);
                ByteBuffer payload = ByteBuffer.wrap(in.readNBytes(length));
                told |= type == GO_AWAY && payload.getInt(4) == ENHANCE_YOUR_CALM;
            }
        } catch (SocketException _) {
            // ended the hard way
        }
        return told;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
