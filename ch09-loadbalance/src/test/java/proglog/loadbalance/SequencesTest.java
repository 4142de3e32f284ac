package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.ProducerSequence;

/// Numbers for batches, none too far from another.
final class SequencesTest {

    private final AtomicLong producers = new AtomicLong(7);
    private final Sequences sequences = new Sequences(producers::getAndIncrement);

    @Test
    void countUpwards() {
        assertThat(take()).isEqualTo(new ProducerSequence(7, 1));
        assertThat(take()).isEqualTo(new ProducerSequence(7, 2));
    }

    @Test
    void areHigherThanANewProducersOnceTheClusterKnowsThisOne() {
        sequences.done(take());

        assertThat(take()).isEqualTo(new ProducerSequence(7, 65));
        assertThat(take()).isEqualTo(new ProducerSequence(7, 66));
    }

    @Test
    void areAnotherProducersWhenThisOneIsForgotten() {
        ProducerSequence one = take();
        ProducerSequence two = take();

        sequences.forgotten(one);
        sequences.forgotten(two);

        assertThat(take()).isEqualTo(new ProducerSequence(8, 1));
    }

    @Test
    void waitForTheOldestOneWhenItIsFarBehind() throws InterruptedException {
        ProducerSequence oldest = take();
        List<ProducerSequence> others = new ArrayList<>();
        for (int i = 1; i < 32; i++) {
            others.add(take());
        }
        others.forEach(sequences::done);
        try (var next = Background.start(this::take)) {
            next.awaitBlocked();

            sequences.done(oldest);

            assertThat(next.result()).isEqualTo(new ProducerSequence(7, 65));
        }
    }

    @Test
    void doNotWaitBeyondTheDeadline() {
        for (int i = 0; i < 32; i++) {
            take();
        }

        assertThatThrownBy(() -> sequences.take(Deadline.after(Duration.ofMillis(20))))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("too many appends are waiting");
    }

    private ProducerSequence take() {
        return sequences.take(Deadline.after(Duration.ofSeconds(30)));
    }
}
