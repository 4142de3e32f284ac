package proglog.loadbalance;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import java.util.Objects;
import proglog.grpc.ServerInfo;

/// What the resolver tells the balancer of a server: its address, and whether it leads.
final class Roles {

    private static final Attributes.Key<Boolean> LEADS = Attributes.Key.create("proglog-leads");

    private Roles() {}

    /// `server`, for gRPC. Its certificate is to be for its own host, not for the one in the
    /// target.
    static EquivalentAddressGroup group(ServerInfo server) {
        HostPort place = HostPort.find(server.rpcAddress()).orElseThrow();
        return new EquivalentAddressGroup(
                place.unresolved(),
                Attributes.newBuilder()
                        .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, server.rpcAddress())
                        .set(LEADS, server.isLeader())
                        .build());
    }

    /// Where it is: host:port.
    static String address(EquivalentAddressGroup group) {
        return Objects.requireNonNull(
                group.getAttributes().get(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE));
    }

    static boolean leads(EquivalentAddressGroup group) {
        return Boolean.TRUE.equals(group.getAttributes().get(LEADS));
    }
}
