package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.consensus.ClusterNode;
import proglog.consensus.EngineKind;

/// From settings to a node.
final class AgentConfigTest {

    @Test
    void usuallyIsANodeAloneOnThisMachine() throws IOException {
        AgentConfig config = config(Map.of(Setting.NODE_NAME, "a"));

        assertThat(config.node().self())
                .isEqualTo(new ClusterNode("a", "127.0.0.1:8402", "127.0.0.1:8400"));
        assertThat(config.node().consensus().founders()).isEmpty();
        assertThat(config.node().consensus().retainBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(config.node().engine()).isEqualTo(EngineKind.JRAFT);
        assertThat(config.admin().isOpen()).isFalse();
    }

    @Test
    void browsersMayReachItsConsoleElsewhere() throws IOException {
        ClusterNode self = new ClusterNode("a", "a.inside:8402", "a.inside:8400");

        assertThat(config(Map.of()).admin().console(self, 8403)).isEqualTo("a.inside:8403");
        assertThat(
                        config(Map.of(Setting.ADVERTISE_ADMIN_ADDR, "127.0.0.1:8413"))
                                .admin()
                                .console(self, 8403))
                .isEqualTo("127.0.0.1:8413");
    }

    @Test
    void isProbedWhereItIsTold() throws IOException {
        assertThat(config(Map.of()).probeBind()).isEmpty();
        assertThat(config(Map.of(Setting.PROBE_PORT, "8404")).probeBind())
                .hasValueSatisfying(at -> assertThat(at.getPort()).isEqualTo(8404));
    }

    @Test
    void whoBootstrapsFoundsACluster() throws IOException {
        AgentConfig config = config(Map.of(Setting.BOOTSTRAP, "true"));

        assertThat(config.node().consensus().founders()).isEqualTo(List.of(config.node().self()));
    }

    @Test
    void readsUnits() throws IOException {
        AgentConfig config =
                config(
                        Map.of(
                                Setting.SEGMENT_BYTES, "2MiB",
                                Setting.RETAIN_AGE, "7d",
                                Setting.ELECTION_TIMEOUT, "250ms"));

        assertThat(config.node().consensus().segmentBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.node().consensus().retainAge()).isEqualTo(Duration.ofDays(7));
        assertThat(config.node().consensus().electionTimeout()).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NODE_NAME        | a b        | must be 1 to 63 letters, digits, dots, hyphens and underscores
                    CLUSTER_ID       | 1a         | must be a letter and up to 62 letters, digits, hyphens and underscores
                    BIND_ADDR        | no.invalid | must be an address of this machine
                    START_JOIN_ADDRS | a:1,b      | must be host:port or dns:///name:port, with commas between them
                    ELECTION_TIMEOUT | 10ms       | must be 100ms or more
                    ELECTION_TIMEOUT | 1h         | must be at most 60s
                    ADVERTISE_RPC_ADDR | a.example | must be host:port
                    DRAIN_DELAY      | 6s         | must be at most 5s
                    SEGMENT_BYTES    | 1KiB       | must be 64KiB or more
                    """)
    void refusesWhatCannotBeMeant(Setting setting, String value, String expected) {
        assertThatThrownBy(() -> config(Map.of(setting, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("%s is '%s' (--%s), %s", setting.key(), value, setting.key(), expected);
    }

    private static AgentConfig config(Map<Setting, String> flags) throws IOException {
        return AgentConfig.of(Configuration.read(flags, Map.of()));
    }
}
