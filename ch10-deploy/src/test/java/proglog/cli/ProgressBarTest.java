package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import proglog.Background;

final class ProgressBarTest {

    private final StringWriter terminal = new StringWriter();

    @Test
    void showsHowFarItIs() {
        ProgressBar bar = bar(true, 1 << 30);

        Background.until(() -> {
            bar.add(1, 1024);
            return !printed().isEmpty();
        });
        bar.end();

        assertThat(printed()).contains("% [").contains(" records, ").endsWith(" MiB/s\n");
    }

    @Test
    void showsWhichPartIsDone() {
        long mib = 1 << 20;
        ProgressBar bar = bar(true, 1024 * mib);
        bar.add(1_000, 512 * mib);

        Background.until(() -> {
            bar.add(0, 0);
            return !printed().isEmpty();
        });

        String half = "=".repeat(15) + " ".repeat(15);
        assertThat(printed())
                .contains(" 50%% [%s] %,d records, 512 MiB in ".formatted(half, 1_000));
        bar.add(1, 1024 * mib);
        bar.end();
        assertThat(printed()).contains("%,d records, 1536 MiB in ".formatted(1_001));
    }

    @Test
    void hasNoBarWhenNobodyKnowsTheEnd() {
        ProgressBar bar = bar(true, 0);

        Background.until(() -> {
            bar.add(1, 1024);
            return !printed().isEmpty();
        });

        assertThat(printed()).doesNotContain("%");
    }

    @Test
    void isSilentElsewhereAndAboutAFew() {
        ProgressBar elsewhere = bar(false, 100);
        ProgressBar few = bar(true, 100);

        for (int i = 0; i < 1000; i++) {
            elsewhere.add(1, 1);
        }
        few.add(1, 1);
        elsewhere.end();
        few.end();

        assertThat(printed()).isEmpty();
    }

    private ProgressBar bar(boolean isShown, long total) {
        return new ProgressBar(new PrintWriter(new BufferedWriter(terminal)), isShown, total);
    }

    private String printed() {
        return terminal.toString();
    }
}
