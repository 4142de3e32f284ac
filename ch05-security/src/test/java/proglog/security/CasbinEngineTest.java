package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// jCasbin's engines share a map of answers about roles; ours must not believe each other.
final class CasbinEngineTest {

    private static final int QUESTIONS = 3_000;

    @Test
    void enginesThatAreAskedAtOnceKeepTheirAnswersApart() throws InterruptedException {
        try (Background<Integer> alices = Background.start(() -> wrongAnswers("alice", "bob"));
                Background<Integer> bobs = Background.start(() -> wrongAnswers("bob", "alice"))) {
            assertThat(alices.result()).isZero();
            assertThat(bobs.result()).isZero();
        }
    }

    private static int wrongAnswers(String member, String stranger) {
        CasbinEngine engine =
                CasbinEngine.over(
                        AccessListFiles.ROLES,
                        List.of("p, writers, *, produce", "g, %s, writers".formatted(member)));
        int wrong = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            if (!engine.permits(member, "*", Action.PRODUCE)) {
                wrong++;
            }
            if (engine.permits(stranger, "*", Action.PRODUCE)) {
                wrong++;
            }
        }
        return wrong;
    }
}
