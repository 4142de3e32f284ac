package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.Task;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.GetOffsetsResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceResponse;

/// A [CommitLog] at the other end of a channel. For many threads.
///
/// It keeps the contract of the log over there, as far as a network can: an append whose answer got
/// lost fails with [proglog.OutcomeUnknownException]. It does not close the channel, which is the
/// caller's, and does not try anything twice.
///
/// Values of a cursor are parts of the batch that brought them, which lives as long as one of them
/// does: copy what is kept of many.
public final class RemoteLog implements CommitLog {

    private final OpenCalls calls = new OpenCalls();
    private final Channel channel;

    /// The log that is served at the other end of `channel`.
    public RemoteLog(Channel channel) {
        this.channel = ClientInterceptors.intercept(channel, calls);
    }

    @Override
    @Task("4.6")
    public OffsetRange append(Batch batch, Deadline deadline) {
        requireOpen();
        requireTime(deadline);
        Sent sent = new Sent();
        try {
            ProduceResponse answer =
                    ClientCalls.blockingUnaryCall(
                            channel,
                            LogGrpc.getProduceMethod(),
                            options(deadline).withStreamTracerFactory(sent),
                            Wire.request(batch));
            return Wire.offsets(answer, batch.size());
        } catch (StatusRuntimeException failure) {
            throw Failures.ofAppend(failure, sent);
        }
    }

    private static void requireTime(Deadline deadline) {
        if (deadline.hasPassed()) {
            throw new LogUnavailableException("the deadline passed before the append began");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new LogUnavailableException("interrupted before the append began");
        }
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        return Wire.record(
                call(LogGrpc.getConsumeMethod(), Wire.request(offset, consistency), deadline)
                        .getRecord());
    }

    @Override
    public OffsetRange offsets() {
        return range(offsets(GetOffsetsRequest.getDefaultInstance()));
    }

    @Override
    public long offsetAt(Instant time) {
        return offsets(
                        GetOffsetsRequest.newBuilder()
                                .setTimeUnixNanos(Wire.unixNanos(time))
                                .build())
                .getAtTime();
    }

    @Override
    public LogCursor follow(long offset) {
        OffsetRange there = offsets();
        if (offset < there.first()) {
            throw new OffsetOutOfRangeException(offset, there);
        }
        return stream(offset);
    }

    /// The same without asking first whether the record is kept: when it is not, the cursor fails.
    public LogCursor stream(long offset) {
        return RemoteCursor.start(channel, offset);
    }

    /// Cancels what is open. The channel stays open.
    @Override
    public void close() {
        calls.close();
    }

    private GetOffsetsResponse offsets(GetOffsetsRequest request) {
        return call(LogGrpc.getGetOffsetsMethod(), request, Deadline.never());
    }

    private static OffsetRange range(GetOffsetsResponse found) {
        return new OffsetRange(found.getFirst(), found.getNext());
    }

    private <Q, A> A call(MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
        requireOpen();
        try {
            return ClientCalls.blockingUnaryCall(channel, method, options(deadline), request);
        } catch (StatusRuntimeException failure) {
            throw Failures.of(failure);
        }
    }

    private static CallOptions options(Deadline deadline) {
        long nanos = deadline.remainingNanos();
        return nanos == Long.MAX_VALUE
                ? CallOptions.DEFAULT
                : CallOptions.DEFAULT.withDeadlineAfter(nanos, TimeUnit.NANOSECONDS);
    }

    private void requireOpen() {
        if (calls.isClosed()) {
            throw LogUnavailableException.closed();
        }
    }
}
