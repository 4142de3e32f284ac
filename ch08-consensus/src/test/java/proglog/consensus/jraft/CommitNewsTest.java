package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommitNewsTest {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void tellsWhatIsCommittedWhenNothingFollows() throws InterruptedException {
        try (CommitNews news = CommitNews.start(() -> true, () -> said.add("told"))) {
            news.due();
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("told");

            news.due();
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("told");
        }
    }

    @Test
    void leavesItToAnEntryThatFollows() throws InterruptedException {
        AtomicBoolean isQuiet = new AtomicBoolean();
        try (CommitNews news =
                CommitNews.start(
                        () -> {
                            boolean found = isQuiet.get();
                            said.add("looked");
                            return found;
                        },
                        () -> said.add("told"))) {
            news.due();
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("looked");

            isQuiet.set(true);
            news.due();
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("looked");
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("told");
        }
    }

    @Test
    void waitsUntilNothingWasCommittedForAWhile() throws InterruptedException {
        BlockingQueue<CommitNews> begun = new LinkedBlockingQueue<>();
        AtomicInteger pauses = new AtomicInteger();
        Runnable pause =
                () -> {
                    said.add("paused");
                    if (pauses.incrementAndGet() < 3) {
                        begun.element().due();
                    }
                };
        try (CommitNews news = CommitNews.start(() -> true, () -> said.add("told"), pause)) {
            begun.add(news);
            news.due();

            for (String next : List.of("paused", "paused", "paused", "told")) {
                assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(next);
            }
        }
    }
}
