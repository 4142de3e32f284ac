package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 1.5: what [Producers] recalls.
@Tag("task-1.5")
final class ProducersTest {

    private static final String SECTION = "see README.md, Task 1.5";

    private final Producers producers = new Producers();

    @Test
    void findsTheOffsetsOfABatchThatHasCome() {
        remember(7, 1);
        remember(7, 2);

        assertThat(producers.find(sequence(7, 1))).as(SECTION).contains(new OffsetRange(1, 2));
        assertThat(producers.find(sequence(7, 2))).as(SECTION).contains(new OffsetRange(2, 3));
    }

    @Test
    void findsNothingOfABatchThatHasNotCome() {
        remember(7, 1);
        remember(7, 3);

        assertThat(producers.find(sequence(7, 4))).as(SECTION).isEmpty();
        assertThat(producers.find(sequence(7, 2))).as(SECTION).isEmpty();
        assertThat(producers.find(sequence(8, 1))).as(SECTION).isEmpty();
    }

    @Test
    void remembersNothingOfAProducerWhoDoesNotCare() {
        producers.remember(ProducerSequence.NONE, new OffsetRange(0, 1));

        assertThat(producers.find(ProducerSequence.NONE)).as(SECTION).isEmpty();
    }

    @Test
    void remembersSoManyBatchesAndRefusesToGuessAboutOlderOnes() {
        for (int sequence = 1; sequence <= Producers.BATCHES + 1; sequence++) {
            remember(7, sequence);
        }

        assertThat(producers.find(sequence(7, 2))).as(SECTION).contains(new OffsetRange(2, 3));
        assertThatThrownBy(() -> producers.find(sequence(7, 1)))
                .as(SECTION)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("sequence 1 of producer 7 is older than what is remembered, from 2 on");
    }

    @Test
    void remembersHowMuchItHasForgottenWhenAnOlderBatchComesLate() {
        for (int sequence = 2; sequence <= Producers.BATCHES + 2; sequence++) {
            remember(7, sequence); // the last one pushes out the first
        }
        remember(7, 1);

        assertThatThrownBy(() -> producers.find(sequence(7, 2)))
                .as(SECTION)
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void forgetsTheProducerThatWasSilentLongest() {
        for (int producer = 1; producer <= Producers.PRODUCERS; producer++) {
            remember(producer, 1);
        }
        remember(1, 2); // so that 2 is the silent one
        remember(Producers.PRODUCERS + 1, 1);

        assertThat(producers.find(sequence(1, 1))).as(SECTION).isPresent();
        assertThat(producers.find(sequence(2, 1))).as(SECTION).isEmpty();
        assertThat(producers.find(sequence(3, 1))).as(SECTION).isPresent();
    }

    @Test
    void tellsAProducerThatItWasForgotten() {
        remember(1, Producers.BATCHES + 1);
        assertThat(producers.find(sequence(2, 1_000_000))).as("there is room").isEmpty();

        for (int other = 2; other <= Producers.PRODUCERS + 1; other++) {
            remember(other, 1);
        }

        assertThatThrownBy(() -> producers.find(sequence(1, Producers.BATCHES + 1)))
                .isInstanceOf(ProducerForgottenException.class)
                .hasMessage(
                        "producer 1 has sequence 65, but is none of the 1024 that are remembered");
        assertThat(producers.find(sequence(-1, Producers.BATCHES))).as("a new one").isEmpty();
    }

    @Test
    void forgetsBatchesWhoseRecordsAreCutOff() {
        remember(7, 1);
        remember(7, 2);

        producers.forgetFrom(2);

        assertThat(producers.find(sequence(7, 1))).as(SECTION).isPresent();
        assertThat(producers.find(sequence(7, 2))).as(SECTION).isEmpty();
    }

    @Test
    void refusesToGuessAlsoWhenCuttingMadeRoom() {
        for (int sequence = 1; sequence <= Producers.BATCHES + 1; sequence++) {
            remember(7, sequence);
        }

        producers.forgetFrom(10);

        assertThatThrownBy(() -> producers.find(sequence(7, 1)))
                .as(SECTION)
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(producers.find(sequence(7, 10))).as(SECTION).isEmpty();
    }

    @Test
    void isNotChangedByBeingAsked() {
        for (int producer = 1; producer <= Producers.PRODUCERS; producer++) {
            remember(producer, 1);
        }

        producers.find(sequence(1, 1));
        remember(Producers.PRODUCERS + 1, 1);

        assertThat(producers.find(sequence(1, 1))).as(SECTION).isEmpty();
    }

    @Test
    void remembersWhatAnotherHasWritten() throws IOException {
        for (int sequence = 1; sequence <= Producers.BATCHES + 1; sequence++) {
            remember(7, sequence);
        }
        remember(8, 1);
        var bytes = new ByteArrayOutputStream();
        producers.writeTo(new DataOutputStream(bytes));

        Producers others = new Producers();
        others.remember(sequence(9, 1), new OffsetRange(0, 1));
        others.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(others.find(sequence(7, 2))).as(SECTION).contains(new OffsetRange(2, 3));
        assertThat(others.find(sequence(8, 1))).as(SECTION).contains(new OffsetRange(1, 2));
        assertThat(others.find(sequence(9, 1))).as(SECTION).isEmpty();
        assertThatThrownBy(() -> others.find(sequence(7, 1)))
                .as(SECTION)
                .isInstanceOf(OutcomeUnknownException.class);
    }

    // One record a batch, at the offset of its sequence.
    private void remember(long producer, long sequence) {
        producers.remember(sequence(producer, sequence), new OffsetRange(sequence, sequence + 1));
    }

    private static ProducerSequence sequence(long producer, long sequence) {
        return new ProducerSequence(producer, sequence);
    }
}
