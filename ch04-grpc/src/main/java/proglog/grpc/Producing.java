package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Bytes;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Record;

/// The client's end of one `ProduceStream`: one thread sends values, another takes the answers.
///
/// Many values may be under way. How many is bounded by the server, which stops reading when the
/// log is behind, and by answers that nobody takes.
final class Producing extends ClientCall.Listener<ProduceResponse> {

    /// How many answers may be waiting to be taken.
    private static final int AHEAD = 256;

    private final Sent sent = new Sent();
    private final ClientCall<ProduceRequest, ProduceResponse> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ProduceResponse> answers = new ArrayDeque<>(); // guarded by lock
    private int taken; // answers, since the last time more were asked for; guarded by lock
    private Optional<StatusRuntimeException> end = Optional.empty(); // guarded by lock

    private Producing(Channel channel) {
        this.call =
                channel.newCall(
                        LogGrpc.getProduceStreamMethod(),
                        CallOptions.DEFAULT.withStreamTracerFactory(sent));
    }

    static Producing start(Channel channel) {
        Producing producing = new Producing(channel);
        producing.call.start(producing, new Metadata());
        producing.call.request(AHEAD);
        return producing;
    }

    /// Sends a value as soon as the connection takes it; false when the stream is over.
    boolean send(Bytes value) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!call.isReady() && end.isEmpty()) {
                changed.await();
            }
            if (end.isPresent()) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        Record record = Record.newBuilder().setValue(Wire.byteString(value)).build();
        call.sendMessage(ProduceRequest.newBuilder().setRecord(record).build());
        return true;
    }

    /// Nothing more will be sent.
    void finish() {
        call.halfClose();
    }

    /// Gives the stream up, for `reason`.
    void abandon(Exception reason) {
        call.cancel("the client gave up", reason);
    }

    /// Waits for the offset of the next value in the order sent; empty when all are answered. Fails
    /// as the stream did: what was answered is appended, what was sent since may be, as told.
    OptionalLong next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (answers.isEmpty()) {
                if (end.isPresent()) {
                    return over(end.get());
                }
                changed.await();
            }
            taken++;
            return OptionalLong.of(answers.remove().getOffset());
        } finally {
            askForMore();
            lock.unlock();
        }
    }

    private void askForMore() {
        if (taken == AHEAD / 2) {
            call.request(taken);
            taken = 0;
        }
    }

    /// Whether [#next] would not wait.
    boolean isReady() {
        lock.lock();
        try {
            return !answers.isEmpty() || end.isPresent();
        } finally {
            lock.unlock();
        }
    }

    private OptionalLong over(StatusRuntimeException end) {
        if (end.getStatus().isOk()) {
            return OptionalLong.empty();
        }
        throw Failures.ofAppend(end, sent);
    }

    @Override
    public void onMessage(ProduceResponse answer) {
        changing(() -> answers.add(answer));
    }

    @Override
    public void onReady() {
        changing(() -> {});
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        changing(() -> end = Optional.of(new StatusRuntimeException(status, trailers)));
    }

    private void changing(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
