import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Prints as many ports of the loopback address that nobody listens on as it is asked for: below
/// those that systems give to connections, so that each is still free when its server starts.
void main(String... arguments) {
    Stream.generate(this::port)
            .filter(this::isFree)
            .distinct()
            .limit(Integer.parseInt(arguments[0]))
            .forEach(IO::println);
}

int port() {
    return RandomGenerator.getDefault().nextInt(10_000, 32_000);
}

boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.isBound();
    } catch (IOException _) {
        return false;
    }
}
