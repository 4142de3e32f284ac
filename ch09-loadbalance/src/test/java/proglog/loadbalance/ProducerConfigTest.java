package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Producers;

/// What a producer may be told.
final class ProducerConfigTest {

    private static final int MIB = 1024 * 1024;
    private static final int MOST_MILLIS = Integer.MAX_VALUE;

    @Test
    void mayBeSmallOrLarge() {
        assertThat(producer(1, 1, 1, 1, 1).batchBytes()).isEqualTo(1);
        assertThat(
                        producer(
                                16 * MIB,
                                Long.MAX_VALUE,
                                Producers.BATCHES / 2,
                                MOST_MILLIS,
                                MOST_MILLIS))
                .isEqualTo(
                        ProducerConfig.defaults()
                                .withBatches(16 * MIB, Producers.BATCHES / 2)
                                .withBufferBytes(Long.MAX_VALUE)
                                .withTimeouts(
                                        Duration.ofMillis(MOST_MILLIS),
                                        Duration.ofMillis(MOST_MILLIS)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, batchBytes is 0",
        "16777217, 1, 1, 1, 1, batchBytes is 16777217",
        "1, 0, 1, 1, 1, bufferBytes is 0",
        "1, 1, 0, 1, 1, batchesUnderWay is 0",
        "1, 1, 33, 1, 1, batchesUnderWay is 33",
        "1, 1, 1, 0, 1, deliveryTimeout in ms is 0",
        "1, 1, 1, 2147483648, 1, deliveryTimeout in ms is 2147483648",
        "1, 1, 1, 1, 0, answerTimeout in ms is 0",
        "1, 1, 1, 1, 2147483648, answerTimeout in ms is 2147483648",
    })
    void refusesWhatMakesNoSense(
            int batch, long buffer, int underWay, long delivery, long answer, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> producer(batch, buffer, underWay, delivery, answer))
                .withMessageStartingWith(reason + ", must be from 1 to ");
    }

    private static ProducerConfig producer(
            int batch, long buffer, int underWay, long delivery, long answer) {
        return new ProducerConfig(
                batch, buffer, underWay, Duration.ofMillis(delivery), Duration.ofMillis(answer));
    }
}
