package proglog.console;

import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import proglog.consensus.ClusterNode;
import proglog.consensus.PeerNetwork;
import proglog.console.v1.GetStatusRequest;
import proglog.console.v1.NodesGrpc;

/// Asks other nodes how they are. For many threads.
final class Neighbours {

    /// A node on a busy machine needs a while; who needs longer is shown as gone.
    private static final long PATIENCE_MILLIS = 400;

    private final PeerNetwork network;
    private final Consoles consoles;

    Neighbours(PeerNetwork network, Consoles consoles) {
        this.network = network;
        this.consoles = consoles;
    }

    /// What those of `nodes` say that answer, by name.
    Map<String, NodeStatus> look(List<ClusterNode> nodes) throws InterruptedException {
        List<Callable<Optional<NodeStatus>>> questions = new ArrayList<>();
        nodes.forEach(node -> questions.add(() -> ask(node)));
        Map<String, NodeStatus> answers = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<NodeStatus>> answer : threads.invokeAll(questions)) {
                answer.get().ifPresent(status -> answers.put(status.name(), status));
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("asking the other nodes failed", failure);
        }
        answers.values().forEach(status -> consoles.add(status.console()));
        return answers;
    }

    private Optional<NodeStatus> ask(ClusterNode node) {
        try {
            return Optional.of(
                    StatusWire.decode(
                            NodesGrpc.newBlockingStub(network.channel(node.raftAddress()))
                                    .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                                    .getStatus(
                                            GetStatusRequest.newBuilder()
                                                    .setConsole(consoles.self())
                                                    .build())));
        } catch (StatusRuntimeException _) {
            return Optional.empty(); // that it does not answer is the answer
        }
    }
}
