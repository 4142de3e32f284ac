package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import proglog.Background;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// The client's end of a stream: says what it likes, and notes what it hears. For many threads.
final class ClientStream<Q, A> extends ClientCall.Listener<A> {

    private final ClientCall<Q, A> call;
    private final List<A> answers = Collections.synchronizedList(new ArrayList<>());
    private volatile Optional<StatusRuntimeException> end = Optional.empty(); // set by onClose

    private ClientStream(ClientCall<Q, A> call) {
        this.call = call;
    }

    /// A stream that takes as many answers as come.
    static ClientStream<ProduceRequest, ProduceResponse> produce(Channel channel) {
        var stream = open(channel, LogGrpc.getProduceStreamMethod(), CallOptions.DEFAULT);
        stream.take(Integer.MAX_VALUE);
        return stream;
    }

    /// A stream that has asked for `request` and takes nothing before [#take].
    static ClientStream<ConsumeRequest, ConsumeResponse> consume(
            Channel channel, ConsumeRequest request) {
        var stream = open(channel, LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT);
        stream.send(request);
        stream.halfClose();
        return stream;
    }

    /// A stream that takes nothing before [#take].
    static <Q, A> ClientStream<Q, A> open(
            Channel channel, MethodDescriptor<Q, A> method, CallOptions options) {
        ClientCall<Q, A> call = channel.newCall(method, options);
        ClientStream<Q, A> stream = new ClientStream<>(call);
        call.start(stream, new Metadata());
        return stream;
    }

    void send(Q message) {
        call.sendMessage(message);
    }

    void halfClose() {
        call.halfClose();
    }

    void cancel() {
        call.cancel("cancelled by the test", null);
    }

    /// Whether what was sent has left.
    boolean isReady() {
        return call.isReady();
    }

    /// Takes so many answers, from now or when they come.
    void take(int count) {
        call.request(count);
    }

    /// The answers so far.
    List<A> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /// Waits for the first `count` answers.
    List<A> answers(int count) {
        Background.until(() -> answers.size() >= count || end.isPresent());
        if (answers.size() < count) {
            throw new AssertionError(
                    "%d answers, then %s".formatted(answers.size(), end.map(this::text)));
        }
        return answers().subList(0, count);
    }

    private String text(StatusRuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }

    /// Whether the stream is over.
    boolean hasEnded() {
        return end.isPresent();
    }

    /// Waits for the end.
    StatusRuntimeException end() {
        Background.until(this::hasEnded);
        return end.orElseThrow();
    }

    /// Waits for the end, and says how it was.
    Status.Code code() {
        return end().getStatus().getCode();
    }

    @Override
    public void onMessage(A answer) {
        answers.add(answer);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end = Optional.of(new StatusRuntimeException(status, trailers));
    }
}
