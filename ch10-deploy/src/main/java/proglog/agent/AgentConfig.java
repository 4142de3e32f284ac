package proglog.agent;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.EngineKind;
import proglog.consensus.NodeConfig;
import proglog.discovery.Member;
import proglog.discovery.MembershipConfig;
import proglog.observability.TelemetryConfig;
import proglog.security.TlsFiles;

/// Everything a node needs to know, checked. Immutable.
///
/// @param node who it is, of which cluster, and how it takes part
/// @param rpcBind where clients call
/// @param admin where operators ask
/// @param probeBind where Kubernetes asks for its health, if anywhere
/// @param server what it shows to clients
/// @param peer what it shows to other nodes
/// @param access who may do what
/// @param telemetry what is measured, and where it is sent
/// @param drainDelay how long it serves on, not ready, when it is told to stop
public record AgentConfig(
        NodeConfig node,
        InetSocketAddress rpcBind,
        AdminPlace admin,
        Optional<InetSocketAddress> probeBind,
        TlsFiles server,
        TlsFiles peer,
        AccessFiles access,
        TelemetryConfig telemetry,
        Duration drainDelay) {

    private static final String NAME = "[A-Za-z0-9][-A-Za-z0-9._]{0,62}";
    private static final String CLUSTER = "[a-zA-Z][a-zA-Z0-9_-]{0,62}";
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration MOST_DELAY = Duration.ofSeconds(5);
    private static final long LEAST_BYTES = 64 * 1024;

    /// Where the access list is.
    ///
    /// @param model how the policy is read
    /// @param policy who may do what
    public record AccessFiles(Path model, Path policy) {}

    /// Where the node keeps everything.
    public Path data() {
        return node.consensus().directory();
    }

    /// The node that `settings` describe. Refuses what cannot be meant, as a
    /// [ConfigurationException] that names the setting, and where it was made.
    public static AgentConfig of(Configuration settings) {
        Addresses addresses = new Addresses(settings);
        return new AgentConfig(
                node(settings, addresses),
                addresses.bound(Setting.RPC_PORT),
                AdminPlace.of(settings, addresses.bound(Setting.ADMIN_PORT)),
                Optional.of(addresses.bound(Setting.PROBE_PORT)).filter(at -> at.getPort() != 0),
                new TlsFiles(
                        settings.path(Setting.SERVER_TLS_CERT_FILE),
                        settings.path(Setting.SERVER_TLS_KEY_FILE),
                        settings.path(Setting.SERVER_TLS_CA_FILE)),
                new TlsFiles(
                        settings.path(Setting.PEER_TLS_CERT_FILE),
                        settings.path(Setting.PEER_TLS_KEY_FILE),
                        settings.path(Setting.PEER_TLS_CA_FILE)),
                new AccessFiles(
                        settings.path(Setting.ACL_MODEL_FILE),
                        settings.path(Setting.ACL_POLICY_FILE)),
                telemetry(settings),
                atMost(settings, Setting.DRAIN_DELAY, MOST_DELAY));
    }

    private static NodeConfig node(Configuration settings, Addresses addresses) {
        settings.require(
                settings.text(Setting.NODE_NAME).matches(NAME),
                Setting.NODE_NAME,
                "1 to 63 letters, digits, dots, hyphens and underscores");
        settings.require(
                settings.text(Setting.CLUSTER_ID).matches(CLUSTER),
                Setting.CLUSTER_ID,
                "a letter and up to 62 letters, digits, hyphens and underscores");
        return new NodeConfig(
                settings.text(Setting.CLUSTER_ID),
                consensus(settings, addresses.self()),
                EngineKind.of(settings.text(Setting.ENGINE)),
                membership(settings, addresses),
                addresses.bound(Setting.RAFT_PORT),
                settings.isOn(Setting.LEAVE_ON_STOP));
    }

    private static ConsensusConfig consensus(Configuration settings, ClusterNode self) {
        Duration timeout = atMost(settings, Setting.ELECTION_TIMEOUT, MOST_TIMEOUT);
        settings.require(
                timeout.compareTo(LEAST_TIMEOUT) >= 0, Setting.ELECTION_TIMEOUT, "100ms or more");
        long retainBytes = settings.bytes(Setting.RETAIN_BYTES);
        Duration retainAge = settings.time(Setting.RETAIN_AGE);
        ConsensusConfig config =
                ConsensusConfig.of(self, settings.path(Setting.DATA_DIR))
                        .withElectionTimeout(timeout)
                        .withFiles(
                                atLeast(settings, Setting.SEGMENT_BYTES),
                                atLeast(settings, Setting.SNAPSHOT_BYTES))
                        .withRetention(
                                retainBytes == 0 ? Long.MAX_VALUE : retainBytes,
                                retainAge.isZero() ? FOREVER : retainAge);
        return settings.isOn(Setting.BOOTSTRAP)
                ? config.withFounders(List.of(config.self()))
                : config;
    }

    private static MembershipConfig membership(Configuration settings, Addresses addresses) {
        ClusterNode self = addresses.self();
        MembershipConfig alone =
                MembershipConfig.of(
                                self.name(),
                                settings.text(Setting.BIND_ADDR)
                                        + ":"
                                        + settings.port(Setting.GOSSIP_PORT))
                        .withAdvertisedAddress(addresses.host())
                        .withClusterId(settings.text(Setting.CLUSTER_ID))
                        .withTag(Member.RPC, self.rpcAddress())
                        .withTag(Member.RAFT, self.raftAddress());
        try {
            return alone.withJoin(SettingType.list(settings.text(Setting.START_JOIN_ADDRS)));
        } catch (IllegalArgumentException _) {
            throw ConfigurationException.of(
                    Setting.START_JOIN_ADDRS,
                    settings.given(Setting.START_JOIN_ADDRS),
                    "host:port or dns:///name:port, with commas between them");
        }
    }

    private static TelemetryConfig telemetry(Configuration settings) {
        TelemetryConfig local =
                TelemetryConfig.of("proglog", settings.text(Setting.NODE_NAME))
                        .withSampling(
                                SettingType.ratio(settings.text(Setting.TRACE_RATIO)),
                                settings.isOn(Setting.TRACE_PRODUCE));
        String endpoint = settings.text(Setting.OTLP_ENDPOINT);
        return endpoint.isEmpty() ? local : local.withOtlp(URI.create(endpoint));
    }

    private static Duration atMost(Configuration settings, Setting setting, Duration most) {
        Duration time = settings.time(setting);
        settings.require(time.compareTo(most) <= 0, setting, "at most " + most.toSeconds() + "s");
        return time;
    }

    private static long atLeast(Configuration settings, Setting setting) {
        long bytes = settings.bytes(setting);
        settings.require(bytes >= LEAST_BYTES, setting, "64KiB or more");
        return bytes;
    }
}
