package proglog.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything about a node that can be set: by a flag, by the environment, in a file.
///
/// One list for all three, for `proglog config` and for the table in the chapter's README, so that
/// they cannot differ.
public enum Setting {
    CONFIG_FILE(
            SettingType.PATH,
            "proglog.yaml",
            "the file with settings, in YAML; it must exist when it is named"),
    DATA_DIR(SettingType.PATH, "data", "where the node keeps everything"),
    NODE_NAME(
            SettingType.TEXT,
            "localhost",
            "what this node is called, and no other; by default HOSTNAME"),
    CLUSTER_ID(SettingType.TEXT, "proglog", "which cluster it is; nodes of others are refused"),
    BIND_ADDR(SettingType.TEXT, "127.0.0.1", "where to listen, with every port"),
    ADVERTISE_ADDR(
            SettingType.TEXT,
            "",
            "what the others call this node, and its certificates are for; by default bind-addr"),
    ADVERTISE_RPC_ADDR(
            SettingType.PLACE,
            "",
            "host:port where clients reach this node, when that is not advertise-addr and"
                    + " rpc-port"),
    ADVERTISE_ADMIN_ADDR(
            SettingType.PLACE,
            "",
            "host:port where browsers reach this node's console, when that is not advertise-addr"
                    + " and admin-port"),
    RPC_PORT(SettingType.PORT, "8400", "where clients call"),
    GOSSIP_PORT(SettingType.ANY_PORT, "8401", "where nodes find each other"),
    RAFT_PORT(SettingType.PORT, "8402", "where nodes agree"),
    ADMIN_PORT(SettingType.ANY_PORT, "8403", "where operators ask: console, health, metrics"),
    ADMIN_OPEN(
            SettingType.SWITCH,
            "false",
            "health and metrics for everybody who reaches the admin port"),
    PROBE_PORT(
            SettingType.ANY_PORT,
            "0",
            "where Kubernetes asks for health by gRPC, in plaintext; nowhere when 0"),
    START_JOIN_ADDRS(
            SettingType.LIST, "", "where other nodes may be: host:port, or dns:///name:port"),
    BOOTSTRAP(
            SettingType.SWITCH,
            "false",
            "begin a new cluster with this node alone, if there is none yet; nothing to a node that"
                    + " was started before"),
    LEAVE_ON_STOP(
            SettingType.SWITCH,
            "false",
            "give up the vote when stopped: for a node that will not come back"),
    ENGINE(SettingType.ENGINE, "jraft", "how nodes agree"),
    ACL_MODEL_FILE(SettingType.PATH, "acl/model.conf", "how the policy is read"),
    ACL_POLICY_FILE(
            SettingType.PATH, "acl/policy.csv", "who may do what; read again when it changes"),
    SERVER_TLS_CERT_FILE(SettingType.PATH, "certs/server.pem", "the certificate that clients see"),
    SERVER_TLS_KEY_FILE(SettingType.PATH, "certs/server-key.pem", "its key"),
    SERVER_TLS_CA_FILE(SettingType.PATH, "certs/ca.pem", "whose clients are believed"),
    PEER_TLS_CERT_FILE(SettingType.PATH, "certs/peer.pem", "the certificate that other nodes see"),
    PEER_TLS_KEY_FILE(SettingType.PATH, "certs/peer-key.pem", "its key"),
    PEER_TLS_CA_FILE(SettingType.PATH, "certs/ca.pem", "whose nodes are believed"),
    ELECTION_TIMEOUT(SettingType.TIME, "1s", "how long a node does without its leader"),
    SEGMENT_BYTES(SettingType.BYTES, "64MiB", "how large the files of the log get"),
    SNAPSHOT_BYTES(SettingType.BYTES, "1GiB", "how much the log grows between snapshots"),
    RETAIN_BYTES(SettingType.BYTES, "0", "forget the oldest records above this size; 0: never"),
    RETAIN_AGE(SettingType.TIME, "0s", "forget records that are older; 0s: never"),
    DRAIN_DELAY(
            SettingType.TIME,
            "0s",
            "how long a node that is told to stop serves on, not ready, so that others notice; at"
                    + " most 5s"),
    OTLP_ENDPOINT(
            SettingType.URL,
            "",
            "where traces and metrics are sent as OTLP over HTTP; nowhere when empty"),
    TRACE_RATIO(SettingType.RATIO, "0.1", "the share of requests that are traced"),
    TRACE_PRODUCE(SettingType.SWITCH, "false", "trace every request that appends");

    private static final String PREFIX = "PROGLOG_";

    private final SettingType type;
    private final String fallback;
    private final String description;

    Setting(SettingType type, String fallback, String description) {
        this.type = type;
        this.fallback = fallback;
        this.description = description;
    }

    /// What it is called in a file, and after `--` as a flag: `rpc-port`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is called in the environment: `PROGLOG_RPC_PORT`.
    public String variable() {
        return PREFIX + name();
    }

    /// What a value of it has to be.
    public SettingType type() {
        return type;
    }

    /// What it is unless it is set.
    public String fallback() {
        return fallback;
    }

    /// What it is for, as the end of a sentence.
    public String description() {
        return description;
    }

    /// The setting with this key.
    static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /// The key that `word` was probably meant to be.
    public static String nearestKey(String word) {
        return Spelling.nearest(word, keys());
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
