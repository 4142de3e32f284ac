import java.net.InetAddress;
import java.net.ServerSocket;

/// Prints as many ports of the loopback address that nobody listens on as it is asked for.
void main(String... arguments) throws Exception {
    ServerSocket[] held = new ServerSocket[Integer.parseInt(arguments[0])];
    for (int i = 0; i < held.length; i++) {
        held[i] = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        System.out.println(held[i].getLocalPort());
    }
}
