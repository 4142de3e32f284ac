package proglog.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name.
@FunctionalInterface
public interface Resolver {

    /// All addresses that `name` has now. Called on a thread that may be kept waiting.
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /// Asks the system, and so the DNS.
    static Resolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
