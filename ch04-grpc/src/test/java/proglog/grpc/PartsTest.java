package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What has been started is closed, whatever happens.
final class PartsTest {

    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void areClosedOnceInTheOtherOrder() {
        assertThat(parts.add("one", closed::add)).isEqualTo("one");
        assertThat(parts.add("two", closed::add)).isEqualTo("two");
        assertThat(closed).isEmpty();

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("two", "one");
    }

    @Test
    void areClosedAlsoWhenOneOfThemCannotBe() {
        parts.add("one", closed::add);
        parts.add(
                "two",
                part -> {
                    throw new IllegalStateException(part + " is stuck");
                });
        parts.add("three", closed::add);

        assertThatThrownBy(parts::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two is stuck");

        assertThat(closed).containsExactly("three", "one");
    }
}
