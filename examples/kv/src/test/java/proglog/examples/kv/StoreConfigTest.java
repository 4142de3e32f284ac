package proglog.examples.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreConfigTest {

    @Test
    void isTheUsualWhereNothingIsSaid() {
        StoreConfig config = StoreConfig.fromEnvironment(Map.of("RAFT_LEADER", ""));

        assertThat(config)
                .isEqualTo(
                        new StoreConfig(
                                "127.0.0.1",
                                8080,
                                8402,
                                Path.of("data"),
                                Path.of("certs"),
                                Optional.empty()));
        assertThat(config.id()).isEqualTo("127.0.0.1:8080");
        assertThat(config.raftAddress()).isEqualTo("127.0.0.1:8402");
    }

    @Test
    void readsTheEnvironment() {
        Map<String, String> environment =
                Map.of(
                        "PORT", "1",
                        "RAFT_ADDRESS", "localhost",
                        "RAFT_PORT", "2",
                        "STORAGE_PATH", "there",
                        "PROGLOG_CERTS", "keys",
                        "RAFT_LEADER", "127.0.0.1:8080");

        assertThat(StoreConfig.fromEnvironment(environment))
                .isEqualTo(
                        new StoreConfig(
                                "localhost",
                                1,
                                2,
                                Path.of("there"),
                                Path.of("keys"),
                                Optional.of("127.0.0.1:8080")));
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,x,'PORT is ''x'', must be a number'",
        "PORT,0,'PORT is 0, must be from 1 to 65535'",
        "RAFT_PORT,65536,'RAFT_PORT is 65536, must be from 1 to 65535'",
        "RAFT_LEADER,nobody,'RAFT_LEADER is ''nobody'', must be host:port'"
    })
    void refuses(String name, String value, String why) {
        assertThatThrownBy(() -> StoreConfig.fromEnvironment(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
