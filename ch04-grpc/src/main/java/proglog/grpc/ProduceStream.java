package proglog.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import proglog.Appender;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.OffsetRange;
import proglog.Task;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// Appends the requests of one stream in order and answers each, on two virtual threads of its own:
/// one begins to append, the other waits and answers.
///
/// Whatever came while the log was busy is its next append. What waits is bounded: a full queue
/// asks the client for no more, and nothing is appended for a client that takes no answers.
final class ProduceStream implements StreamObserver<ProduceRequest> {

    private final CommitLog log;
    private final ServerCallStreamObserver<ProduceResponse> answers;
    private final Deadline deadline = LogService.deadline();
    private final RequestQueue queue = new RequestQueue();
    private final UnderWay underWay = new UnderWay();
    private final Thread producing;
    private final Thread answering;

    private ProduceStream(CommitLog log, ServerCallStreamObserver<ProduceResponse> answers) {
        this.log = log;
        this.answers = answers;
        Context call = Context.current();
        this.producing = Thread.ofVirtual().name("produce").unstarted(call.wrap(this::produce));
        this.answering = Thread.ofVirtual().name("answer").unstarted(call.wrap(this::answerAll));
    }

    static ProduceStream start(CommitLog log, ServerCallStreamObserver<ProduceResponse> answers) {
        ProduceStream stream = new ProduceStream(log, answers);
        answers.disableAutoRequest();
        answers.setOnReadyHandler(() -> LockSupport.unpark(stream.answering));
        answers.setOnCancelHandler(stream::stop);
        answers.setOnCloseHandler(stream::stop); // somebody else ended the call
        stream.ask(stream.queue.open());
        stream.producing.start();
        stream.answering.start();
        return stream;
    }

    private void stop() {
        producing.interrupt();
        answering.interrupt();
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
        stop();
    }

    private void ask(int requests) {
        if (requests > 0) {
            answers.request(requests);
        }
    }

    // The outermost frame of its thread.
    private void produce() {
        try {
            Appender appender = log.appender();
            for (List<Batch> group = take(); !group.isEmpty(); group = take()) {
                begin(appender, group);
            }
            underWay.end();
        } catch (InterruptedException _) {
            // The call is over: there is nobody to tell.
        } catch (RuntimeException | Error failure) {
            underWay.end(failure); // in its turn, too
        }
    }

    private List<Batch> take() throws InterruptedException {
        underWay.awaitRoom(); // what comes meanwhile goes into the next group
        RequestQueue.Taken taken = queue.take();
        ask(taken.room());
        return taken.group();
    }

    @Task("4.4")
    private void begin(Appender appender, List<Batch> group) {
        List<Bytes> values = new ArrayList<>();
        group.forEach(batch -> values.addAll(batch.values()));
        Batch joined = new Batch(values, group.getFirst().sequence());
        try {
            underWay.add(new UnderWay.Group(group, appender.begin(joined, deadline)));
        } catch (IllegalArgumentException refused) {
            if (group.size() == 1) {
                throw refused;
            }
            // One of them is at fault, those before it are not.
            group.forEach(batch -> begin(appender, List.of(batch)));
        }
    }

    // The outermost frame of its thread.
    private void answerAll() {
        try {
            for (var next = underWay.next(); next.isPresent(); next = underWay.next()) {
                answer(next.get());
            }
            answers.onCompleted();
        } catch (InterruptedException _) {
            // The call is over: there is nobody to tell.
        } catch (RuntimeException | Error failure) {
            producing.interrupt();
            FailureTranslation.end(answers, failure);
        }
    }

    private void answer(UnderWay.Group group) throws InterruptedException {
        OffsetRange offsets = group.append().await();
        awaitClient();
        long first = offsets.first();
        for (Batch batch : group.batches()) {
            answers.onNext(Wire.response(new OffsetRange(first, first + batch.size())));
            first += batch.size();
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
}
