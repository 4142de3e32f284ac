package proglog.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// A host, by name or by number, and a port. Immutable.
///
/// `name/number` is a host that the DNS named: connections go to the number, and the certificate
/// over there has to be for the name.
record HostPort(String host, int port) {

    private static final int MAX_PORT = 65_535;

    /// Reads `host:port`; an IPv6 address stands in brackets.
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            host = "";
        }
        int port = port(text.substring(colon + 1));
        if (host.isBlank() || port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("%s is not host:port".formatted(text));
        }
        return new HostPort(host, port);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// Where to connect to. May ask the DNS.
    InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(
                InetAddress.getByName(host.substring(host.indexOf('/') + 1)), port);
    }

    /// Whom the certificate over there has to be for.
    String certificateName() {
        int slash = host.indexOf('/');
        return slash < 0 ? host : host.substring(0, slash);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
