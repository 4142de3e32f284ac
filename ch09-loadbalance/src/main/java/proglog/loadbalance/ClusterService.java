package proglog.loadbalance;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import proglog.cluster.v1.ClusterGrpc;
import proglog.cluster.v1.GetPositionRequest;
import proglog.cluster.v1.GetPositionResponse;
import proglog.cluster.v1.SavePositionRequest;
import proglog.cluster.v1.SavePositionResponse;
import proglog.cluster.v1.WatchServersRequest;
import proglog.cluster.v1.WatchServersResponse;
import proglog.consensus.ReplicatedLog;
import proglog.security.Action;

/// The service `cluster.v1.Cluster` of a node of a cluster. For many threads; does not close the
/// log.
public final class ClusterService extends ClusterGrpc.ClusterImplBase {

    private final ReplicatedLog log;
    private final PositionCalls positions;

    /// Speaks for the cluster of `log`.
    public ClusterService(ReplicatedLog log) {
        this.log = log;
        this.positions = new PositionCalls(log.positions());
    }

    /// What its methods ask of their callers, for [proglog.security.Security#guard].
    public static Map<String, List<Action>> actions() {
        // A producer, too, has to find the leader.
        return Map.of(
                "cluster.v1.Cluster/WatchServers", List.of(Action.CONSUME, Action.PRODUCE),
                "cluster.v1.Cluster/SavePosition", List.of(Action.CONSUME),
                "cluster.v1.Cluster/GetPosition", List.of(Action.CONSUME));
    }

    @Override
    public void watchServers(
            WatchServersRequest request, StreamObserver<WatchServersResponse> answers) {
        ServersStream.start(
                log.consensus(), (ServerCallStreamObserver<WatchServersResponse>) answers);
    }

    @Override
    public void savePosition(
            SavePositionRequest request, StreamObserver<SavePositionResponse> answers) {
        positions.save(request, answers);
    }

    @Override
    public void getPosition(
            GetPositionRequest request, StreamObserver<GetPositionResponse> answers) {
        positions.get(request, answers);
    }
}
