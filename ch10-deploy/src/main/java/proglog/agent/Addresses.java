package proglog.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import proglog.Task;
import proglog.consensus.ClusterNode;

/// Where a node listens, and where others are told to find it. Immutable.
///
/// The two differ where there is something between: a container listens on all addresses it has,
/// and the others call it by a name; clients from outside come through a port of another machine.
record Addresses(Configuration settings) {

    private static final String A_PLACE =
            "an address that others can reach, unless advertise-addr says which one is";

    /// The node as the others know it: its name, where nodes reach it, where clients do.
    @Task("10.4")
    ClusterNode self() {
        String host = host();
        String clients = settings.text(Setting.ADVERTISE_RPC_ADDR);
        return new ClusterNode(
                settings.text(Setting.NODE_NAME),
                host + ":" + settings.port(Setting.RAFT_PORT),
                clients.isEmpty() ? host + ":" + settings.port(Setting.RPC_PORT) : clients);
    }

    /// What the others call the machine it runs on. Refuses to tell them an address that is no
    /// place.
    @Task("10.4")
    String host() {
        String advertised = settings.text(Setting.ADVERTISE_ADDR);
        if (!advertised.isEmpty()) {
            return advertised;
        }
        settings.require(!address().isAnyLocalAddress(), Setting.BIND_ADDR, A_PLACE);
        return settings.text(Setting.BIND_ADDR);
    }

    /// Where it listens with `port`.
    InetSocketAddress bound(Setting port) {
        return new InetSocketAddress(address(), settings.port(port));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(settings.text(Setting.BIND_ADDR));
        } catch (UnknownHostException _) {
            throw ConfigurationException.of(
                    Setting.BIND_ADDR,
                    settings.given(Setting.BIND_ADDR),
                    "an address of this machine");
        }
    }
}
