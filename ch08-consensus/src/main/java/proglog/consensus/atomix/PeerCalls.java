package proglog.consensus.atomix;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import proglog.consensus.PeerNetwork;

/// Carries calls of bytes from node to node, each with a time limit. For many threads.
final class PeerCalls implements BindableService {

    private static final Map<Call, MethodDescriptor<byte[], byte[]>> METHODS =
            Arrays.stream(Call.values())
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), Call::method));

    private final PeerNetwork network;
    private final Map<Call, Function<byte[], CompletableFuture<byte[]>>> answers =
            new ConcurrentHashMap<>();

    PeerCalls(PeerNetwork network) {
        this.network = network;
    }

    private static MethodDescriptor<byte[], byte[]> method(Call call) {
        return Objects.requireNonNull(METHODS.get(call));
    }

    /// Answers `call` with what `answer` makes of its bytes.
    void answer(Call call, Function<byte[], CompletableFuture<byte[]>> answer) {
        answers.put(call, answer);
    }

    /// Answers nothing any more.
    void refuseAll() {
        answers.clear();
    }

    /// Calls the node at `address`.
    CompletableFuture<byte[]> ask(String address, Call call, byte[] request, Duration limit) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try {
            ClientCalls.asyncUnaryCall(
                    network.channel(address)
                            .newCall(
                                    method(call),
                                    CallOptions.DEFAULT.withDeadlineAfter(
                                            limit.toNanos(), TimeUnit.NANOSECONDS)),
                    request,
                    new Answer(answer));
        } catch (RuntimeException e) { // a closed network
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(Call.SERVICE);
        for (Call call : Call.values()) {
            service.addMethod(
                    method(call),
                    ServerCalls.asyncUnaryCall((request, to) -> handle(call, request, to)));
        }
        return service.build();
    }

    private void handle(Call call, byte[] request, StreamObserver<byte[]> to) {
        Optional<Function<byte[], CompletableFuture<byte[]>>> answer =
                Optional.ofNullable(answers.get(call));
        if (answer.isEmpty()) {
            to.onError(Status.UNAVAILABLE.withDescription("not taking part").asException());
            return;
        }
        var _ =
                answer.get()
                        .apply(request)
                        .whenComplete((bytes, failure) -> {
                            if (failure == null) {
                                to.onNext(bytes);
                                to.onCompleted();
                            } else {
                                to.onError(
                                        Status.UNAVAILABLE
                                                .withDescription(failure.getMessage())
                                                .asException());
                            }
                        });
    }

    private record Answer(CompletableFuture<byte[]> future) implements StreamObserver<byte[]> {

        @Override
        public void onNext(byte[] value) {
            future.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            future.completeExceptionally(new IllegalStateException("no answer"));
        }
    }
}
