package proglog.examples.graft;

import java.util.regex.Pattern;

/// A node as the others know it. Immutable.
///
/// @param name unique among them, and kept over restarts
/// @param address where nodes call it: host:port
public record Peer(String name, String address) {

    private static final Pattern NAME = Pattern.compile("[\\w-]{1,100}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[\\w.-]{1,255}:[0-9]{1,5}");

    /// Refuses what is no name or no address.
    public Peer {
        requireName(name);
        if (!HOST_AND_PORT.matcher(address).matches()) {
            throw new IllegalArgumentException("the address of a peer must be host:port");
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a node must be 1 to 100 letters, digits, - and _");
        }
    }
}
