package proglog.loadbalance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server is: `host:port`, as in `10.0.0.1:8400` and `[::1]:8400`. Immutable.
record HostPort(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:/?#@\\[\\]]+)):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    /// What `text` says, unless that is something else.
    static Optional<HostPort> find(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        int port = Integer.parseInt(parts.group(3));
        return port > 0 && port <= MAX_PORT
                ? Optional.of(new HostPort(host, port))
                : Optional.empty();
    }

    /// Not looked up: for those who want to know it by its name.
    SocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /// The address itself, when the host is one and not a name.
    Optional<SocketAddress> literal() {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(host), port));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Where it is now, at one or more addresses; asks the DNS, and waits for it.
    List<SocketAddress> lookUp() throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .<SocketAddress>map(address -> new InetSocketAddress(address, port))
                .toList();
    }
}
