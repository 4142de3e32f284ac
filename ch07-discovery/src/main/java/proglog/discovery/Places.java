package proglog.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import proglog.Task;

/// Where members may be: the addresses to join, and those that a name has or had. For one thread
/// only.
final class Places {

    private static final String DNS = "dns:///";
    private static final int REMEMBERED = 64;

    private final List<String> join;
    private final Resolver resolver;
    private final Map<HostPort, SequencedSet<String>> found = new HashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    Places(List<String> join, Resolver resolver) {
        this.join = join;
        this.resolver = resolver;
    }

    /// Refuses what is neither `host:port` nor `dns:///name:port`.
    static void require(String place) {
        HostPort.parse(withoutScheme(place));
    }

    private static String withoutScheme(String place) {
        return place.startsWith(DNS) ? place.substring(DNS.length()) : place;
    }

    /// Looks names up, and says where members may be. What a name had is not forgotten when it has
    /// it no more, for the DNS may know less than we do; only the oldest are, of very many.
    @Task("7.4")
    Set<String> look() {
        Set<String> places = new LinkedHashSet<>();
        for (String place : join) {
            if (place.startsWith(DNS)) {
                places.addAll(lookUp(HostPort.parse(withoutScheme(place))));
            } else {
                places.add(HostPort.parse(place).toString());
            }
        }
        return places;
    }

    private Set<String> lookUp(HostPort name) {
        SequencedSet<String> known = found.computeIfAbsent(name, _ -> new LinkedHashSet<>());
        try {
            List<InetAddress> addresses = resolver.resolve(name.host());
            addresses.forEach(address -> known.addLast(place(name, address)));
            while (known.size() > Math.max(REMEMBERED, addresses.size())) {
                known.removeFirst();
            }
            unknown.remove(name.host());
        } catch (UnknownHostException _) {
            unknown.add(name.host());
        }
        return known;
    }

    private static String place(HostPort name, InetAddress address) {
        return new HostPort(name.host() + "/" + address.getHostAddress(), name.port()).toString();
    }

    /// The names that could not be looked up the last time.
    List<String> unknown() {
        return List.copyOf(unknown);
    }
}
