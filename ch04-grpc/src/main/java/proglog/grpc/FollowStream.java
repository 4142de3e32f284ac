package proglog.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.Task;
import proglog.v1.ConsumeResponse;

/// Pumps a cursor into a stream, on a virtual thread of its own.
///
/// Waits for the log when it is ahead of it, and for the client when the client is behind: what it
/// has read but not yet sent is a few batches, however slow the client is.
final class FollowStream {

    /// More than this in one response gains nothing.
    static final int MAX_BATCH_BYTES = 512 * 1024;

    private final LogCursor cursor;
    private final int batchBytes; // 0: one record a response
    private final ServerCallStreamObserver<ConsumeResponse> answers;
    private Optional<LogRecord> held = Optional.empty(); // read and not sent yet

    private FollowStream(
            LogCursor cursor, int batchBytes, ServerCallStreamObserver<ConsumeResponse> answers) {
        this.cursor = cursor;
        this.batchBytes = batchBytes;
        this.answers = answers;
    }

    /// Sends what `cursor` gives, from now until the call ends; then closes the cursor.
    ///
    /// @param batchBytes how much to put into one response, unsigned; 0 for one record
    static void start(
            LogCursor cursor, int batchBytes, ServerCallStreamObserver<ConsumeResponse> answers) {
        int capped = (int) Math.min(Integer.toUnsignedLong(batchBytes), MAX_BATCH_BYTES);
        FollowStream stream = new FollowStream(cursor, capped, answers);
        Thread pump =
                Thread.ofVirtual().name("follow").unstarted(Context.current().wrap(stream::run));
        // One batch waits for the network while the next is being read.
        answers.setOnReadyThreshold(Math.max(32 * 1024, 2 * capped));
        answers.setOnReadyHandler(() -> LockSupport.unpark(pump));
        answers.setOnCancelHandler(pump::interrupt);
        answers.setOnCloseHandler(pump::interrupt); // somebody else ended the call
        pump.start();
    }

    // The outermost frame of its thread.
    private void run() {
        try (cursor) {
            pump();
        } catch (InterruptedException _) {
            // The call is over: there is nobody to tell.
        } catch (RuntimeException | Error failure) {
            FailureTranslation.end(answers, failure);
        }
    }

    @Task("4.5")
    private void pump() throws InterruptedException {
        while (true) {
            awaitClient();
            answers.onNext(batchBytes == 0 ? one(cursor.next()) : batch());
        }
    }

    private void awaitClient() throws InterruptedException {
        while (!answers.isReady()) {
            LockSupport.park(this);
            if (Thread.interrupted() || answers.isCancelled()) {
                throw new InterruptedException();
            }
        }
    }

    private static ConsumeResponse one(LogRecord record) {
        return ConsumeResponse.newBuilder().setRecord(Wire.record(record)).build();
    }

    /// Waits for one record and adds what else is there already and fits.
    private ConsumeResponse batch() throws InterruptedException {
        BatchesBuilder batches = new BatchesBuilder();
        batches.add(held.isPresent() ? held.get() : cursor.next());
        held = Optional.empty();
        while (held.isEmpty() && batches.bytes() < batchBytes && cursor.isReady()) {
            try {
                addOrHold(cursor.next(), batches);
            } catch (CommitLogException _) {
                break; // it fails again when it is asked again, after what was good has been sent
            }
        }
        return batches.build();
    }

    /// A record that is too large for this response is the first of the next one: a client that
    /// takes messages as large as its records must not get a larger one.
    private void addOrHold(LogRecord record, BatchesBuilder batches) {
        if (batches.bytes() + BatchesBuilder.bytes(record) <= batchBytes) {
            batches.add(record);
        } else {
            held = Optional.of(record);
        }
    }
}
