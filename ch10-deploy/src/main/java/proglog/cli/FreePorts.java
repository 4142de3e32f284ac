package proglog.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Ports of 127.0.0.1 for servers whose place is known before they start, and theirs while they are
/// down. For many threads.
///
/// They lie below those that systems give to connections and to whoever asks for any: none of these
/// takes one before its server is there, or is there again.
public final class FreePorts {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int FROM = 10_000;
    private static final int TO = 32_000;

    private FreePorts() {}

    /// Ports in a row that nobody listens on now.
    public static List<Integer> row(int count) {
        while (true) {
            int first = RandomGenerator.getDefault().nextInt(FROM, TO - count);
            List<Integer> row = IntStream.range(first, first + count).boxed().toList();
            if (row.stream().allMatch(FreePorts::isFree)) {
                return row;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, HERE)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
