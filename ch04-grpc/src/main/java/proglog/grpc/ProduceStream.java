package proglog.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.OffsetRange;
import proglog.Task;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// Appends the requests of one stream in order and answers each, on a virtual thread of its own.
///
/// Whatever came while the log was busy is its next append. What waits is bounded: a full queue
/// asks the client for no more, and nothing is appended for a client that takes no answers.
final class ProduceStream implements StreamObserver<ProduceRequest> {

    private final CommitLog log;
    private final ServerCallStreamObserver<ProduceResponse> answers;
    private final Deadline deadline = LogService.deadline();
    private final RequestQueue queue = new RequestQueue();
    private final Thread worker;

    private ProduceStream(CommitLog log, ServerCallStreamObserver<ProduceResponse> answers) {
        this.log = log;
        this.answers = answers;
        this.worker =
                Thread.ofVirtual().name("produce").unstarted(Context.current().wrap(this::run));
    }

    static ProduceStream start(CommitLog log, ServerCallStreamObserver<ProduceResponse> answers) {
        ProduceStream stream = new ProduceStream(log, answers);
        answers.disableAutoRequest();
        answers.setOnReadyHandler(() -> LockSupport.unpark(stream.worker));
        answers.setOnCancelHandler(stream.worker::interrupt);
        answers.setOnCloseHandler(stream.worker::interrupt); // somebody else ended the call
        stream.ask(stream.queue.open());
        stream.worker.start();
        return stream;
    }

    @Override
    public void onNext(ProduceRequest request) {
        try {
            ask(queue.add(Wire.batch(request)));
        } catch (IllegalArgumentException refused) {
            queue.end(refused); // in its turn: those before it are not at fault
        }
    }

    @Override
    public void onCompleted() {
        queue.end();
    }

    @Override
    public void onError(Throwable cancelled) {
        worker.interrupt();
    }

    // The outermost frame of its thread.
    private void run() {
        try {
            for (List<Batch> group = take(); !group.isEmpty(); group = take()) {
                append(group);
            }
            answers.onCompleted();
        } catch (InterruptedException _) {
            // The call is over: there is nobody to tell.
        } catch (RuntimeException | Error failure) {
            FailureTranslation.end(answers, failure);
        }
    }

    private List<Batch> take() throws InterruptedException {
        while (!answers.isReady()) {
            LockSupport.park(this);
            if (Thread.interrupted() || answers.isCancelled()) {
                throw new InterruptedException();
            }
        }
        RequestQueue.Taken taken = queue.take();
        ask(taken.room());
        return taken.group();
    }

    private void ask(int requests) {
        if (requests > 0) {
            answers.request(requests);
        }
    }

    @Task("4.4")
    private void append(List<Batch> group) {
        List<Bytes> values = new ArrayList<>();
        group.forEach(batch -> values.addAll(batch.values()));
        OffsetRange offsets;
        try {
            offsets = log.append(new Batch(values, group.getFirst().sequence()), deadline);
        } catch (IllegalArgumentException refused) {
            appendOneByOne(group, refused);
            return;
        }
        long first = offsets.first();
        for (Batch batch : group) {
            answer(new OffsetRange(first, first + batch.size()));
            first += batch.size();
        }
    }

    /// One of them is at fault, those before it are not.
    private void appendOneByOne(List<Batch> group, IllegalArgumentException refused) {
        if (group.size() == 1) {
            throw refused;
        }
        group.forEach(batch -> answer(log.append(batch, deadline)));
    }

    private void answer(OffsetRange offsets) {
        answers.onNext(Wire.response(offsets));
    }
}
