package proglog.console;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import proglog.console.v1.GetStatusRequest;
import proglog.console.v1.GetStatusResponse;
import proglog.console.v1.NodesGrpc;

/// Tells other nodes how this one is. For many threads.
final class StatusService extends NodesGrpc.NodesImplBase {

    private final Supplier<NodeStatus> self;
    private final Consoles consoles;

    StatusService(Supplier<NodeStatus> self, Consoles consoles) {
        this.self = self;
        this.consoles = consoles;
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
        consoles.add(request.getConsole());
        observer.onNext(StatusWire.encode(self.get()));
        observer.onCompleted();
    }
}
