package proglog.loadbalance;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import proglog.Deadline;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.GetPositionRequest;
import proglog.cluster.v1.GetPositionResponse;
import proglog.cluster.v1.SavePositionRequest;
import proglog.grpc.Failures;

/// The positions that a cluster keeps, from afar. For many threads.
final class PositionStore {

    private final Channel channel;
    private final Attempts attempts;

    PositionStore(Channel channel, Attempts attempts) {
        this.channel = channel;
        this.attempts = attempts;
    }

    /// Stores `offset` under `name`; does so again when it is not known whether it was stored.
    void save(String name, long offset) {
        var request = SavePositionRequest.newBuilder().setName(name).setOffset(offset).build();
        var _ =
                attempts.make(
                        Deadline.never(),
                        until -> call(ClusterGrpc.getSavePositionMethod(), request, until));
    }

    /// What was stored last under `name`.
    OptionalLong find(String name) {
        var request = GetPositionRequest.newBuilder().setName(name).build();
        GetPositionResponse found =
                attempts.make(
                        Deadline.never(),
                        until -> call(ClusterGrpc.getGetPositionMethod(), request, until));
        return found.hasOffset() ? OptionalLong.of(found.getOffset()) : OptionalLong.empty();
    }

    private <Q, A> A call(MethodDescriptor<Q, A> method, Q request, Deadline until) {
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(until.remainingNanos(), TimeUnit.NANOSECONDS);
        try {
            return ClientCalls.blockingUnaryCall(channel, method, options, request);
        } catch (StatusRuntimeException failure) {
            throw Failures.of(failure);
        }
    }
}
