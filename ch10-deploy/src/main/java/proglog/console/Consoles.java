package proglog.console;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/// Where the consoles of this cluster are, as far as its nodes have told. For many threads.
///
/// A page that one of them serves may call the others: the node that served it may be the one that
/// is gone.
final class Consoles {

    private static final int MOST = 64;
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");

    private final String self;
    private final Set<String> known = new ConcurrentSkipListSet<>();

    /// `self`, host:port, is this node's.
    Consoles(String self) {
        this.self = self;
        this.known.add(canonical(self));
    }

    /// Where this node's is.
    String self() {
        return self;
    }

    /// Notes that there is one at `address`; what is no address is not noted.
    void add(String address) {
        if (ADDRESS.matcher(address).matches() && known.size() < MOST) {
            known.add(canonical(address));
        }
    }

    /// Whether there is one at `address`.
    boolean isOneAt(String address) {
        return known.contains(canonical(address));
    }

    /// Whether there is one on `host`.
    boolean isOneOn(String host) {
        return known.stream().anyMatch(address -> host(address).equals(canonicalHost(host)));
    }

    /// All of them.
    List<String> all() {
        return List.copyOf(known);
    }

    /// The host of host:port.
    static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 || address.endsWith("]") ? address : address.substring(0, colon);
    }

    // A browser on the same machine may call it by any of three names.
    private static String canonical(String address) {
        String host = host(address);
        return canonicalHost(host) + address.substring(host.length());
    }

    private static String canonicalHost(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
    }
}
