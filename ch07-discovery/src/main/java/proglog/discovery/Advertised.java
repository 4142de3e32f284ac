package proglog.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// Where the others reach this node.
final class Advertised {

    private Advertised() {}

    /// What the configuration says, or where `listener` listens.
    static HostPort address(MembershipConfig config, ServerSocketChannel listener)
            throws IOException {
        HostPort bind = HostPort.parse(config.bindAddress());
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        HostPort address =
                config.advertisedAddress()
                        .map(text ->
                                text.matches(".*[^:]:\\d+")
                                        ? HostPort.parse(text)
                                        : new HostPort(text, port))
                        .orElse(new HostPort(bind.host(), port));
        if (InetAddress.getByName(address.host()).isAnyLocalAddress()) {
            listener.close();
            throw new IllegalArgumentException(
                    "%s is no address that others can reach: advertise another one"
                            .formatted(address.host()));
        }
        return address;
    }
}
