package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be read as which type.
final class SettingTypeTest {

    @ParameterizedTest
    @CsvSource({
        "TEXT, ''",
        "PATH, a b",
        "PORT, 1",
        "PORT, 65535",
        "ANY_PORT, 0",
        "ANY_PORT, 65535",
        "BYTES, 0",
        "BYTES, 64KiB",
        "BYTES, 8388607TiB",
        "TIME, 250ms",
        "TIME, 7d",
        "SWITCH, true",
        "SWITCH, false",
        "LIST, ''",
        "LIST, 'a,b'",
        "RATIO, 0",
        "RATIO, 0.5",
        "RATIO, 1",
        "ENGINE, jraft",
        "ENGINE, atomix",
        "PLACE, ''",
        "PLACE, host:1",
        "PLACE, [::1]:8400",
        "URL, ''",
        "URL, http://host:4318/x",
        "URL, https://host"
    })
    void accepts(SettingType type, String text) {
        assertThat(type.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 0",
        "PORT, 65536",
        "PORT, x",
        "ANY_PORT, -1",
        "ANY_PORT, 65536",
        "BYTES, -1",
        "BYTES, 64KB",
        "BYTES, 8388608TiB",
        "TIME, 7",
        "TIME, 1w",
        "SWITCH, yes",
        "RATIO, -0.1",
        "RATIO, 1.1",
        "RATIO, NaN",
        "ENGINE, raft",
        "PLACE, host",
        "PLACE, a b:1",
        "PLACE, ::1:8400",
        "URL, ftp://host",
        "URL, host:4318",
        "URL, http:///x"
    })
    void refuses(SettingType type, String text) {
        assertThat(type.accepts(text)).isFalse();
    }

    @Test
    void saysInHelpWhatStandsForAValue() {
        assertThat(SettingType.PORT.label()).isEqualTo("<port>");
        assertThat(SettingType.SWITCH.label()).isEqualTo("true|false");
    }
}
