package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.learn.Proof;

/// A reader's tasks can be trusted: blank they are red, solved they are green, each mutant is
/// caught by the test it names, and there are three hints.
final class TasksTest {

    private static final Path ROOT = Repository.enclosing().root();

    static List<Integer> chapters() {
        return Proof.chapters(ROOT);
    }

    @ParameterizedTest(name = "chapter {0}")
    @MethodSource("chapters")
    @Timeout(600)
    void canBeTrusted(int chapter) {
        assertThat(Proof.of(ROOT, chapter)).isEmpty();
    }

    @Test
    void areThere() {
        assertThat(chapters()).contains(1);
    }
}
