package proglog.loadbalance;

import io.grpc.Channel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.grpc.BatchStream;

/// Appends values without waiting for each. For many threads.
///
/// Values sent one after the other by one thread have offsets in that order. Each is in the log
/// exactly once: what a failure leaves open is sent again under the same number, which the cluster
/// recognises. Only when [ProducerConfig#deliveryTimeout] is over, a send fails.
///
/// What a send ends with: its offset; [proglog.LogUnavailableException] when it is not in the log,
/// and will not be; [proglog.OutcomeUnknownException] when nobody knows, at once as a
/// [proglog.ProducerForgottenException] when the cluster has forgotten the producer meanwhile;
/// [IllegalArgumentException], [proglog.grpc.NotPermittedException] or
/// [proglog.CorruptLogException] when its batch was refused for good. Those after it go on.
public final class Producer implements AutoCloseable {

    /// The largest value that a server takes.
    private static final int MAX_VALUE_BYTES = 16 * 1024 * 1024;

    private final Outbox outbox;
    private final Thread sender;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Producer(Outbox outbox) {
        this.outbox = outbox;
        this.sender = Thread.ofVirtual().name("producer").unstarted(this::deliver);
    }

    /// A producer to the log at the other end of `channel`, known by numbers of `random`.
    static Producer start(Channel channel, ProducerConfig config, RandomGenerator random) {
        Producer producer =
                new Producer(
                        new Outbox(
                                config,
                                () -> random.nextLong(1, Long.MAX_VALUE),
                                listener -> BatchStream.start(channel, listener)));
        producer.sender.start();
        return producer;
    }

    /// Has `value` appended; completes with its offset. Waits when too much waits already; a thread
    /// that is interrupted meanwhile fails with [LogUnavailableException], and nothing is sent.
    ///
    /// It is completed by a thread that others need: what hangs on it must not wait.
    public CompletableFuture<Long> send(Bytes value) {
        if (value.length() > MAX_VALUE_BYTES) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            "a value of %d bytes is over the limit of %d bytes"
                                    .formatted(value.length(), MAX_VALUE_BYTES)));
        }
        Sending.One sending = new Sending.One(value);
        outbox.add(sending);
        return sending.offset();
    }

    /// Has `values` appended together, all or none, at consecutive offsets, with which it
    /// completes; otherwise as [#send]. One future for many values: this is the way to send a
    /// million of them.
    ///
    /// At least one, at most 100,000 and 16 MiB together.
    public CompletableFuture<OffsetRange> sendAll(List<Bytes> values) {
        long bytes = values.stream().mapToLong(Bytes::length).sum();
        if (values.isEmpty() || values.size() > Parcel.MAX_VALUES || bytes > MAX_VALUE_BYTES) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            "%d values of %d bytes, must be from 1 to %d of at most %d bytes together"
                                    .formatted(
                                            values.size(),
                                            bytes,
                                            Parcel.MAX_VALUES,
                                            MAX_VALUE_BYTES)));
        }
        Sending.Many sending = new Sending.Many(values);
        outbox.add(sending);
        return sending.offsets();
    }

    /// Returns when everything sent before has ended, well or not.
    public void flush() {
        outbox.flush();
    }

    /// Flushes, and takes nothing more. Closing again does nothing. A thread that is interrupted
    /// meanwhile gives up what is left.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            outbox.close();
            boolean isInterrupted = false;
            while (sender.isAlive()) {
                try {
                    sender.join();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                    sender.interrupt();
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isClosed() {
        return isClosed.get();
    }

    // The outermost frame of its thread.
    private void deliver() {
        RuntimeException end = new LogUnavailableException("the producer is closed");
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = doNext();
            }
        } catch (InterruptedException _) {
            // closed in a hurry
        } catch (RuntimeException failure) {
            end = failure;
        } finally {
            outbox.giveUp(end);
        }
    }

    private boolean doNext() throws InterruptedException {
        switch (outbox.next()) {
            case Step.Open(Line line) -> line.open();
            case Step.Send(Line line, Parcel parcel) -> line.send(parcel.batch());
            case Step.Finish(Line line) -> line.finish();
            case Step.Abandon(Line line, String reason) -> line.abandon(reason);
            case Step.Fail(var parcels, RuntimeException failure) -> outbox.fail(parcels, failure);
            case Step.Stop() -> {
                return false;
            }
        }
        return true;
    }
}
