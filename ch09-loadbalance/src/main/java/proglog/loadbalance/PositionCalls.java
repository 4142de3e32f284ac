package proglog.loadbalance;

import io.grpc.stub.StreamObserver;
import java.util.OptionalLong;
import java.util.function.Supplier;
import proglog.cluster.v1.GetPositionRequest;
import proglog.cluster.v1.GetPositionResponse;
import proglog.cluster.v1.SavePositionRequest;
import proglog.cluster.v1.SavePositionResponse;
import proglog.consensus.Positions;
import proglog.grpc.CallThread;
import proglog.grpc.LogService;

/// Answers what clients ask of a cluster's positions. For many threads.
final class PositionCalls {

    private final Positions positions;

    PositionCalls(Positions positions) {
        this.positions = positions;
    }

    void save(SavePositionRequest request, StreamObserver<SavePositionResponse> answers) {
        answer(
                answers,
                () -> {
                    positions.save(request.getName(), request.getOffset(), LogService.deadline());
                    return SavePositionResponse.getDefaultInstance();
                });
    }

    void get(GetPositionRequest request, StreamObserver<GetPositionResponse> answers) {
        answer(
                answers,
                () -> {
                    OptionalLong found = positions.find(request.getName(), LogService.deadline());
                    var response = GetPositionResponse.newBuilder();
                    found.ifPresent(response::setOffset);
                    return response.build();
                });
    }

    private static <T> void answer(StreamObserver<T> answers, Supplier<T> work) {
        T answer = CallThread.run(work);
        answers.onNext(answer);
        answers.onCompleted();
    }
}
