package proglog.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a node takes part. Immutable.
///
/// @param nodeName what it is called; no other node of the cluster is called so
/// @param bindAddress where it listens: host:port, 0 for any free port
/// @param advertisedAddress where the others reach it, if that is not where it listens; without a
///   port it is the one it listens on
/// @param tags what it says of itself
/// @param join where others may be found: `host:port`, or `dns:///name:port` for every address that
///   the name has; none for the first of a cluster
/// @param clusterId which cluster it belongs to; nodes of others are refused
/// @param periods how often it does what
public record MembershipConfig(
        String nodeName,
        String bindAddress,
        Optional<String> advertisedAddress,
        Map<String, String> tags,
        List<String> join,
        String clusterId,
        Periods periods) {

    private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9._]{0,62})";

    /// Copies, and refuses what cannot be meant.
    public MembershipConfig {
        requireName("node name", nodeName);
        requireName("cluster id", clusterId);
        HostPort.parse(bindAddress);
        tags = Map.copyOf(tags);
        join = List.copyOf(join);
        for (String tag : tags.keySet()) {
            if (tag.startsWith(Tags.RESERVED)) {
                throw new IllegalArgumentException("the tag %s is reserved".formatted(tag));
            }
        }
        join.forEach(Places::require);
    }

    private static void requireName(String what, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "%s %s is not 1 to 63 letters, digits, dots, hyphens and underscores"
                            .formatted(what, name));
        }
    }

    /// A cluster of its own, to begin with: called `proglog`, listening on `bindAddress`.
    public static MembershipConfig of(String nodeName, String bindAddress) {
        return new MembershipConfig(
                nodeName,
                bindAddress,
                Optional.empty(),
                Map.of(),
                List.of(),
                "proglog",
                Periods.standard());
    }

    /// With another address for the others: host:port, or a host alone.
    public MembershipConfig withAdvertisedAddress(String address) {
        return new MembershipConfig(
                nodeName, bindAddress, Optional.of(address), tags, join, clusterId, periods);
    }

    /// With one more tag.
    public MembershipConfig withTag(String name, String value) {
        Map<String, String> more = new TreeMap<>(tags);
        more.put(name, value);
        return withTags(more);
    }

    /// With other tags.
    public MembershipConfig withTags(Map<String, String> tags) {
        return new MembershipConfig(
                nodeName, bindAddress, advertisedAddress, tags, join, clusterId, periods);
    }

    /// With other places to look for members.
    public MembershipConfig withJoin(List<String> join) {
        return new MembershipConfig(
                nodeName, bindAddress, advertisedAddress, tags, join, clusterId, periods);
    }

    /// Of another cluster.
    public MembershipConfig withClusterId(String clusterId) {
        return new MembershipConfig(
                nodeName, bindAddress, advertisedAddress, tags, join, clusterId, periods);
    }

    /// With other periods.
    public MembershipConfig withPeriods(Periods periods) {
        return new MembershipConfig(
                nodeName, bindAddress, advertisedAddress, tags, join, clusterId, periods);
    }
}
