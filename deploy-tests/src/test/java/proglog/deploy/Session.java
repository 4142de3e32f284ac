package proglog.deploy;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.ProducerSequence;
import proglog.grpc.RemoteLog;

/// A producer's connection to some node, and to the next one when that fails. For one thread only.
final class Session implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Supplier<List<Place>> places;
    private final long producer;
    private Optional<ManagedChannel> channel = Optional.empty();
    private int turn;

    Session(Supplier<List<Place>> places, long producer) {
        this.places = places;
        this.producer = producer;
    }

    /// Appends `value`, unless it was appended under this sequence already; returns its offset, or
    /// nothing when the node does not tell.
    Optional<Long> append(long sequence, String value) {
        Batch batch =
                new Batch(List.of(Bytes.utf8(value)), new ProducerSequence(producer, sequence));
        try (RemoteLog log = new RemoteLog(open())) {
            return Optional.of(log.append(batch, Deadline.after(PATIENCE)).first());
        } catch (CommitLogException | IllegalStateException _) {
            close();
            LockSupport.parkNanos(PAUSE.toNanos());
            return Optional.empty();
        }
    }

    private ManagedChannel open() {
        if (channel.isEmpty()) {
            List<Place> now = places.get();
            if (now.isEmpty()) {
                throw new IllegalStateException("no node runs");
            }
            channel = Optional.of(now.get(turn++ % now.size()).open());
        }
        return channel.orElseThrow();
    }

    @Override
    public void close() {
        channel.ifPresent(ManagedChannel::shutdownNow);
        channel = Optional.empty();
    }
}
