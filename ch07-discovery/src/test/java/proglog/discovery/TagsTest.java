package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/// What a member says of itself, as it is sent.
final class TagsTest {

    private final Properties sent = new Properties();

    @Test
    void areWhatUsersSaid() {
        sent.setProperty("rpc", "a:1");
        sent.setProperty(Tags.LEFT, "true");

        assertThat(Tags.of(sent)).containsOnlyKeys("rpc").containsEntry("rpc", "a:1");
    }

    @Test
    void sayGoodbyeByAReservedOne() {
        assertThat(Tags.sayGoodbye(sent)).isFalse();

        sent.setProperty(Tags.LEFT, "true");

        assertThat(Tags.sayGoodbye(sent)).isTrue();
    }
}
