package proglog.agent;

import java.net.InetSocketAddress;
import java.util.Optional;
import proglog.consensus.ClusterNode;

/// Where operators ask. Immutable.
///
/// @param bind where the node listens to them
/// @param isOpen whether health and metrics are for everybody who reaches that
/// @param advertised where browsers reach its console, host:port, if that is elsewhere
public record AdminPlace(InetSocketAddress bind, boolean isOpen, Optional<String> advertised) {

    static AdminPlace of(Configuration settings, InetSocketAddress bind) {
        return new AdminPlace(
                bind,
                settings.isOn(Setting.ADMIN_OPEN),
                Optional.of(settings.text(Setting.ADVERTISE_ADMIN_ADDR))
                        .filter(address -> !address.isEmpty()));
    }

    /// Where browsers reach the console of `self`, which listens to operators on `port`: unless it
    /// is told otherwise, where other nodes reach it.
    String console(ClusterNode self, int port) {
        String host = self.raftAddress().substring(0, self.raftAddress().lastIndexOf(':'));
        return advertised.orElse(host + ":" + port);
    }
}
