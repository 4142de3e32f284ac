package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is worth a line.
final class NewsTest {

    private static final int REMEMBERED = 256;

    private final News news = new News();

    @Test
    void isWhatWasNotSaidBefore() {
        assertThat(news.isNew("a", "gone")).isTrue();
        assertThat(news.isNew("a", "gone")).isFalse();
        assertThat(news.isNew("b", "gone")).isTrue();
        assertThat(news.isNew("a", "here")).isTrue();
        assertThat(news.isNew("a", "gone")).isTrue();
    }

    @Test
    void isWhatHeldNoMore() {
        news.isNew("a", "gone");

        assertThat(news.forget("a")).contains("gone");
        assertThat(news.forget("a")).isEmpty();
        assertThat(news.isNew("a", "gone")).isTrue();
    }

    @Test
    void isWhatWasSaidTooLongAgo() {
        for (int i = 0; i < REMEMBERED; i++) {
            news.isNew("node-" + i, "gone");
        }
        assertThat(news.isNew("node-0", "gone")).isFalse();

        news.isNew("one more", "gone");

        assertThat(news.isNew("node-1", "gone")).isFalse();
        assertThat(news.isNew("node-0", "gone")).isTrue();
    }
}
