package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which version this is.
final class VersionTest {

    @Test
    void isWhatTheBuildHasWrittenDown() {
        assertThat(Version.text()).matches("unknown|\\d+\\.\\d+.*");
    }
}
