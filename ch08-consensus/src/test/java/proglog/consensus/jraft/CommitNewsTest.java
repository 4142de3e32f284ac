package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class CommitNewsTest {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void tellsWhatIsCommittedWhenNothingFollows() throws InterruptedException {
        try (CommitNews news = CommitNews.start(() -> true, () -> said.add("told"))) {
            news.due();
            assertSaid("told");

            news.due();
            assertSaid("told");
        }
    }

    @Test
    void leavesItToAnEntryThatFollows() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        BooleanSupplier isQuiet = () -> looks.incrementAndGet() == 5;
        try (CommitNews news = CommitNews.start(isQuiet, () -> said.add("told"), this::note)) {
            news.due();

            assertSaid("1 ms", "2 ms", "4 ms", "4 ms", "4 ms", "told");
        }
    }

    @Test
    void waitsUntilNothingWasCommittedForAWhile() throws InterruptedException {
        BlockingQueue<CommitNews> begun = new LinkedBlockingQueue<>();
        AtomicInteger pauses = new AtomicInteger();
        LongConsumer pause =
                nanos -> {
                    note(nanos);
                    if (pauses.incrementAndGet() < 3) {
                        begun.element().due();
                    }
                };
        try (CommitNews news = CommitNews.start(() -> true, () -> said.add("told"), pause)) {
            begun.add(news);
            news.due();
            assertSaid("1 ms", "2 ms", "4 ms", "told");

            news.due();
            assertSaid("1 ms", "told");
        }
    }

    @Test
    void tellsNothingWhenItWasClosedMeanwhile() throws InterruptedException {
        BlockingQueue<CommitNews> begun = new LinkedBlockingQueue<>();
        Thread[] threads = new Thread[1];
        LongConsumer pause =
                nanos -> {
                    threads[0] = Thread.currentThread();
                    begun.element().close();
                    note(nanos);
                };
        CommitNews news = CommitNews.start(() -> false, () -> said.add("told"), pause);
        begun.add(news);
        news.due();

        assertSaid("1 ms");
        threads[0].join();
        assertThat(said).isEmpty();
    }

    private void note(long nanos) {
        said.add(TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
    }

    private void assertSaid(String... words) throws InterruptedException {
        for (String word : words) {
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(word);
        }
    }
}
