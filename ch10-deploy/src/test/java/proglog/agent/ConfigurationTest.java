package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of several settings is in force, and what is refused.
final class ConfigurationTest {

    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
    private final Map<String, String> environment = new HashMap<>();
    @TempDir private Path folder;

    @Test
    void whatNobodySetIsAsUsual() throws IOException {
        Configuration read = read();

        assertThat(read.given(Setting.RPC_PORT)).isEqualTo(new Given("8400", "default"));
        assertThat(read.given(Setting.NODE_NAME)).isEqualTo(new Given("localhost", "default"));
    }

    @Test
    @Tag("task-10.1")
    void aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        Path file = file("rpc-port: 1001\nraft-port: 1002\ngossip-port: 1003\n");
        flags.put(Setting.CONFIG_FILE, file.toString());
        environment.put("PROGLOG_RPC_PORT", "2001");
        environment.put("PROGLOG_RAFT_PORT", "2002");
        flags.put(Setting.RPC_PORT, "3001");

        Configuration read = read();

        assertThat(read.given(Setting.RPC_PORT)).isEqualTo(new Given("3001", "--rpc-port"));
        assertThat(read.given(Setting.RAFT_PORT)).isEqualTo(new Given("2002", "PROGLOG_RAFT_PORT"));
        assertThat(read.given(Setting.GOSSIP_PORT)).isEqualTo(new Given("1003", file + " line 3"));
        assertThat(read.given(Setting.ADMIN_PORT)).isEqualTo(new Given("8403", "default"));
    }

    @Test
    void theEnvironmentMayNameTheFile() throws IOException {
        environment.put("PROGLOG_CONFIG_FILE", file("cluster-id: other\n").toString());

        assertThat(read().text(Setting.CLUSTER_ID)).isEqualTo("other");
    }

    @Test
    void aNodeIsCalledAsItsHostUnlessItIsSaid() throws IOException {
        environment.put("HOSTNAME", "proglog-0");

        assertThat(read().given(Setting.NODE_NAME)).isEqualTo(new Given("proglog-0", "HOSTNAME"));
    }

    @Test
    void aListMayBeOneOfYamlsOrHaveCommas() throws IOException {
        assertThat(inFile("start-join-addrs: [a:1, b:2]").text(Setting.START_JOIN_ADDRS))
                .isEqualTo("a:1,b:2");
        assertThat(inFile("start-join-addrs: 'a:1, b:2'").text(Setting.START_JOIN_ADDRS))
                .isEqualTo("a:1, b:2");
    }

    @Test
    void aFileThatIsNamedMustExist() {
        Path missing = folder.resolve("missing.yaml");
        flags.put(Setting.CONFIG_FILE, missing.toString());

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no file %s (--config-file)", missing);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    acl-polcy-file: x,   unknown setting 'acl-polcy-file' (FILE line 1); did you mean 'acl-policy-file'?
                    port: 8400,          unknown setting 'port' (FILE line 1); did you mean 'rpc-port'?
                    rpc-port: abc,       "rpc-port is 'abc' (FILE line 1), must be a port from 1 to 65535"
                    rpc-port: 0,         "rpc-port is '0' (FILE line 1), must be a port from 1 to 65535"
                    rpc-port: 65536,     "rpc-port is '65536' (FILE line 1), must be a port from 1 to 65535"
                    rpc-port:,           "rpc-port is '' (FILE line 1), must be a port from 1 to 65535"
                    rpc-port: [1],       "rpc-port is '...' (FILE line 1), must be a port from 1 to 65535"
                    rpc-port: {a: 1},    "rpc-port is '...' (FILE line 1), must be a port from 1 to 65535"
                    bootstrap: yes,      "bootstrap is 'yes' (FILE line 1), must be true or false"
                    engine: ratis,       "engine is 'ratis' (FILE line 1), must be jraft or atomix"
                    election-timeout: 5, "election-timeout is '5' (FILE line 1), must be a time, such as 250ms, 10s, 5m, 12h or 7d"
                    segment-bytes: 1 MB, "segment-bytes is '1 MB' (FILE line 1), must be a number of bytes, such as 1048576, 64KiB, 16MiB or 2GiB"
                    segment-bytes: 99999999TiB, "segment-bytes is '99999999TiB' (FILE line 1), must be a number of bytes, such as 1048576, 64KiB, 16MiB or 2GiB"
                    retain-age: 999999999999999999d, "retain-age is '999999999999999999d' (FILE line 1), must be a time, such as 250ms, 10s, 5m, 12h or 7d"
                    trace-ratio: 1.5,    "trace-ratio is '1.5' (FILE line 1), must be a number from 0 to 1"
                    otlp-endpoint: here, "otlp-endpoint is 'here' (FILE line 1), must be an http or https address"
                    data-dir: '',        "data-dir is '' (FILE line 1), must be a path"
                    config-file: x,      config-file (FILE line 1) cannot be set in a file
                    just words,          FILE does not consist of lines like 'rpc-port: 8400'
                    """)
    void refusesWhatCannotBeMeant(String line, String message) throws IOException {
        Path file = file(line + "\n");
        flags.put(Setting.CONFIG_FILE, file.toString());

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("%s", message.replace("FILE", file.toString()));
    }

    @Test
    void refusesASettingThatIsMadeTwice() throws IOException {
        Path file = file("rpc-port: 1001\nrpc-port: 1002\n");
        flags.put(Setting.CONFIG_FILE, file.toString());

        assertThatThrownBy(this::read)
                .hasMessage("rpc-port is set twice (%s line 1 and %s line 2)", file, file);
    }

    @Test
    void refusesWhatIsNotYaml() throws IOException {
        Path file = file("rpc-port: 1001\nraft-port: [\n");
        flags.put(Setting.CONFIG_FILE, file.toString());

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("%s line ", file)
                .hasMessageContaining("is not YAML");
    }

    @Test
    void refusesAVariableThatIsNearlyOneOfOurs() {
        environment.put("PROGLOG_ACL_POLCY_FILE", "x");

        assertThatThrownBy(this::read)
                .hasMessage(
                        "unknown setting 'PROGLOG_ACL_POLCY_FILE' (environment); did you mean"
                                + " 'PROGLOG_ACL_POLICY_FILE'?");
    }

    @Test
    void leavesTheVariablesOfOthersAlone() throws IOException {
        environment.put("PROGLOG_SERVICE_HOST", "10.0.0.1"); // Kubernetes, for a service's name
        environment.put("PROGLOG_PORT", "tcp://10.0.0.1:8400");
        environment.put("PROGLOG_LOG_LEVEL", "DEBUG");
        environment.put("PROGLOG_CLUSTER_DIR", "clusters/one"); // ./proglog up

        assertThat(read().text(Setting.RPC_PORT)).isEqualTo("8400");
    }

    private Configuration inFile(String line) throws IOException {
        flags.put(Setting.CONFIG_FILE, file(line + "\n").toString());
        return read();
    }

    private Configuration read() throws IOException {
        return Configuration.read(flags, environment);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("node.yaml"), text);
    }
}
