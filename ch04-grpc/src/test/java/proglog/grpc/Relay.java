package proglog.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a client and a server, until it cuts the line. For many threads.
final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /// Forwards to `server` what comes to a port of its own.
    static Relay to(InetSocketAddress server) {
        try {
            Relay relay =
                    new Relay(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), server);
            Thread.ofVirtual().name("relay").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where clients connect.
    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /// Ends all connections the hard way, at both ends.
    void cut() {
        sockets.forEach(Relay::reset);
        sockets.clear();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // it is closed already
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket onward = new Socket(server.getAddress(), server.getPort());
                sockets.add(client);
                sockets.add(onward);
                Thread.ofVirtual().name("relay").start(() -> forward(client, onward));
                Thread.ofVirtual().name("relay").start(() -> forward(onward, client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void forward(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one of them is gone, so the other goes
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
