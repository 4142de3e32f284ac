package proglog.loadbalance;

import java.time.Duration;
import proglog.Producers;

/// How a [Producer] sends. Immutable.
///
/// @param batchBytes how large a batch becomes before the next one is begun
/// @param bufferBytes how much may wait to be acknowledged; whoever sends more has to wait
/// @param batchesUnderWay how many batches may be sent before the first is answered
/// @param deliveryTimeout how long a value is tried to be delivered, over all failures
/// @param answerTimeout how long a server may be silent before it is given up; longer after each
///   time
public record ProducerConfig(
        int batchBytes,
        long bufferBytes,
        int batchesUnderWay,
        Duration deliveryTimeout,
        Duration answerTimeout) {

    private static final int MIB = 1024 * 1024;

    // Half of what the cluster remembers: what is sent again is never forgotten.
    private static final int MOST_UNDER_WAY = Producers.BATCHES / 2;

    /// Refuses what makes no sense.
    public ProducerConfig {
        require("batchBytes", batchBytes, 1, 16 * MIB);
        require("bufferBytes", bufferBytes, 1, Long.MAX_VALUE);
        require("batchesUnderWay", batchesUnderWay, 1, MOST_UNDER_WAY);
        require("deliveryTimeout in ms", deliveryTimeout.toMillis(), 1, Integer.MAX_VALUE);
        require("answerTimeout in ms", answerTimeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    /// Batches of 1 MiB, 16 of them under way, 32 MiB in memory, 30 seconds.
    public static ProducerConfig defaults() {
        return new ProducerConfig(
                MIB, 32L * MIB, 16, Duration.ofSeconds(30), Duration.ofSeconds(3));
    }

    /// The same with batches of other sizes, as many of them under way.
    public ProducerConfig withBatches(int bytes, int underWay) {
        return new ProducerConfig(bytes, bufferBytes, underWay, deliveryTimeout, answerTimeout);
    }

    /// The same with another bound on what waits.
    public ProducerConfig withBufferBytes(long bytes) {
        return new ProducerConfig(
                batchBytes, bytes, batchesUnderWay, deliveryTimeout, answerTimeout);
    }

    /// The same with other times.
    public ProducerConfig withTimeouts(Duration delivery, Duration answer) {
        return new ProducerConfig(batchBytes, bufferBytes, batchesUnderWay, delivery, answer);
    }

    private static void require(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    "%s is %d, must be from %d to %d".formatted(name, found, least, most));
        }
    }
}
