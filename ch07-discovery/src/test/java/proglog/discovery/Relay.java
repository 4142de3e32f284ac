package proglog.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A port in front of a member: what goes through it can be cut, or swallowed as by a hung host.
final class Relay implements AutoCloseable {

    /// What becomes of connections.
    enum Mode {
        OPEN,
        CUT,
        SWALLOW
    }

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int target; // where the member listens, once it does

    private Relay(ServerSocket listener) {
        this.listener = listener;
    }

    static Relay open() {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    void leadTo(int port) {
        target = port;
    }

    void set(Mode mode) {
        this.mode = mode;
        if (mode == Mode.CUT) {
            sockets.forEach(Relay::close);
        }
    }

    /// How many connections were refused.
    int refused() {
        return refused.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                sockets.add(caller);
                if (mode == Mode.CUT) {
                    refused.incrementAndGet();
                    close(caller);
                } else {
                    Thread.ofVirtual().start(() -> connect(caller));
                }
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void connect(Socket caller) {
        try (Socket member = new Socket()) {
            member.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), target));
            sockets.add(member);
            Thread back = Thread.ofVirtual().start(() -> pump(member, caller));
            pump(caller, member);
            back.join();
        } catch (IOException _) {
            close(caller);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 14];
        try {
            int count = from.getInputStream().read(buffer);
            while (count >= 0) {
                if (mode == Mode.OPEN) {
                    to.getOutputStream().write(buffer, 0, count);
                }
                count = from.getInputStream().read(buffer);
            }
        } catch (IOException _) {
            // one of them is closed
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is of no use any more
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        sockets.forEach(Relay::close);
    }
}
