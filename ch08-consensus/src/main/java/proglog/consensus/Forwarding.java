package proglog.consensus;

import io.grpc.ClientInterceptors;
import io.grpc.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.OffsetRange;
import proglog.grpc.RemoteLog;

/// Sends what only the leader can do to the leader. For many threads.
final class Forwarding implements AutoCloseable {

    private final PeerNetwork network;
    private final ForwardedTraces traces;
    private final Map<String, CommitLog> logs = new ConcurrentHashMap<>(); // by Raft's address

    Forwarding(PeerNetwork network, ForwardedTraces traces) {
        this.network = network;
        this.traces = traces;
    }

    /// Has `leader` append `batch`; it refuses when it does not lead.
    Acknowledged append(ClusterNode leader, Batch batch, Deadline deadline) {
        Acknowledgement answer = new Acknowledgement();
        OffsetRange offsets =
                within(
                        Context.current().withValue(Acknowledgement.KEY, answer),
                        () -> log(leader).append(batch, deadline));
        return answer.by()
                .map(by -> new Acknowledged(offsets, by.term(), by.leader()))
                .orElseGet(() -> new Acknowledged(offsets, 0, leader.name()));
    }

    private static <T> T within(Context context, Supplier<T> work) {
        Context before = context.attach();
        try {
            return work.get();
        } finally {
            context.detach(before);
        }
    }

    /// The log of `node`, as nodes see it.
    CommitLog log(ClusterNode node) {
        return logs.computeIfAbsent(
                node.raftAddress(),
                address ->
                        new RemoteLog(
                                ClientInterceptors.intercept(
                                        network.channel(address),
                                        new AcknowledgementReader(),
                                        traces)));
    }

    @Override
    public void close() {
        logs.values().forEach(CommitLog::close);
    }
}
