package proglog.loadbalance;

import java.util.Optional;
import proglog.Batch;
import proglog.grpc.BatchStream;

/// A stream to the log, for a producer. For many threads; the sender's opens, sends and ends it.
final class StreamLine implements Line, BatchStream.Listener {

    private final Streams streams;
    private final Outbox outbox;
    private volatile Optional<BatchStream> stream = Optional.empty(); // set once, by open

    /// Opens streams.
    @FunctionalInterface
    interface Streams {

        /// A stream that `listener` hears.
        BatchStream start(BatchStream.Listener listener);
    }

    StreamLine(Streams streams, Outbox outbox) {
        this.streams = streams;
        this.outbox = outbox;
    }

    @Override
    public void open() {
        stream = Optional.of(streams.start(this));
    }

    @Override
    public boolean isReady() {
        return stream.filter(BatchStream::isReady).isPresent();
    }

    @Override
    public void send(Batch batch) {
        stream.orElseThrow().send(batch);
    }

    @Override
    public void finish() {
        stream.orElseThrow().finish();
    }

    @Override
    public void abandon(String reason) {
        stream.orElseThrow().abandon(reason);
    }

    @Override
    public void ready() {
        outbox.ready();
    }

    @Override
    public void answered(long firstOffset) {
        outbox.answered(this, firstOffset);
    }

    @Override
    public void ended(RuntimeException failure) {
        outbox.ended(this, failure);
    }
}
