package proglog.loadbalance;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.GetPositionRequest;
import proglog.cluster.v1.GetPositionResponse;
import proglog.cluster.v1.SavePositionRequest;
import proglog.cluster.v1.SavePositionResponse;
import proglog.cluster.v1.Server;
import proglog.cluster.v1.WatchServersRequest;
import proglog.cluster.v1.WatchServersResponse;

/// A cluster of one server, which leads; it keeps positions in memory, and sometimes cannot. For
/// many threads.
final class FakeCluster extends ClusterGrpc.ClusterImplBase {

    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger(); // yet to come
    private volatile String address = ""; // by the test

    /// Its server is reached there.
    void isAt(String address) {
        this.address = address;
    }

    /// So many saves fail, and have not happened.
    void failSaves(int count) {
        failures.set(count);
    }

    int failuresLeft() {
        return failures.get();
    }

    @Override
    public void watchServers(
            WatchServersRequest request, StreamObserver<WatchServersResponse> answers) {
        answers.onNext(
                WatchServersResponse.newBuilder()
                        .setTerm(1)
                        .addServers(
                                Server.newBuilder()
                                        .setId("a")
                                        .setRpcAddr(address)
                                        .setIsLeader(true))
                        .build());
    }

    @Override
    public void savePosition(
            SavePositionRequest request, StreamObserver<SavePositionResponse> answers) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answers.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        offsets.put(request.getName(), request.getOffset());
        answers.onNext(SavePositionResponse.getDefaultInstance());
        answers.onCompleted();
    }

    @Override
    public void getPosition(
            GetPositionRequest request, StreamObserver<GetPositionResponse> answers) {
        GetPositionResponse.Builder found = GetPositionResponse.newBuilder();
        Optional.ofNullable(offsets.get(request.getName())).ifPresent(found::setOffset);
        answers.onNext(found.build());
        answers.onCompleted();
    }
}
