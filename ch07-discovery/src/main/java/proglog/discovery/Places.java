package proglog.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import proglog.Task;

/// Where members may be: the addresses to join, and every one that a name ever had. For one thread
/// only.
final class Places {

    private static final String DNS = "dns:///";
    private static final int REMEMBERED = 1024;

    private final List<String> join;
    private final Resolver resolver;
    private final Map<String, Set<String>> found = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

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

    /// Looks names up, and says where members may be. What a name had once is not forgotten when it
    /// has it no more: the DNS may know less than we do.
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
        Set<String> known = found.computeIfAbsent(name.host(), _ -> new LinkedHashSet<>());
        try {
            for (InetAddress address : resolver.resolve(name.host())) {
                if (known.size() < REMEMBERED) {
                    known.add(place(name, address));
                }
            }
            failures.remove(name.host());
        } catch (UnknownHostException _) {
            failures.put(name.host(), "cannot be looked up");
        }
        return known;
    }

    private static String place(HostPort name, InetAddress address) {
        return new HostPort(name.host() + "/" + address.getHostAddress(), name.port()).toString();
    }

    /// The names that could not be looked up the last time.
    List<String> unknown() {
        return new ArrayList<>(failures.keySet());
    }
}
