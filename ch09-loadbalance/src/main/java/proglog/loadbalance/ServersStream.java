package proglog.loadbalance;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import proglog.Task;
import proglog.cluster.v1.Server;
import proglog.cluster.v1.WatchServersResponse;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.Leadership;

/// Tells one client who is in the cluster, now and after each change, on a virtual thread of its
/// own.
///
/// Nothing is kept for a client that is slow: when it is ready again, it is told how it is then.
final class ServersStream {

    private final Consensus<?> consensus;
    private final ServerCallStreamObserver<WatchServersResponse> answers;

    private ServersStream(
            Consensus<?> consensus, ServerCallStreamObserver<WatchServersResponse> answers) {
        this.consensus = consensus;
        this.answers = answers;
    }

    /// Sends what `consensus` knows, from now until the call ends.
    static void start(
            Consensus<?> consensus, ServerCallStreamObserver<WatchServersResponse> answers) {
        ServersStream stream = new ServersStream(consensus, answers);
        Thread pump =
                Thread.ofVirtual().name("servers").unstarted(Context.current().wrap(stream::run));
        answers.setOnReadyHandler(() -> LockSupport.unpark(pump));
        answers.setOnCancelHandler(pump::interrupt);
        answers.setOnCloseHandler(pump::interrupt); // somebody else ended the call
        pump.start();
    }

    // The outermost frame of its thread.
    private void run() {
        Thread pump = Thread.currentThread();
        try (var _ = consensus.listen(_ -> LockSupport.unpark(pump));
                var _ = consensus.watchNodes(() -> LockSupport.unpark(pump))) {
            pump();
        } catch (InterruptedException _) {
            // The call is over: there is nobody to tell.
        } catch (RuntimeException | Error failure) {
            if (!answers.isCancelled()) {
                // As a cause: among the causes of a failure gRPC would look for a status.
                answers.onError(Status.UNKNOWN.withCause(failure).asRuntimeException());
            }
        }
    }

    @Task("9.6")
    private void pump() throws InterruptedException {
        Optional<WatchServersResponse> told = Optional.empty();
        while (true) {
            if (answers.isReady()) {
                WatchServersResponse now = now();
                if (!told.equals(Optional.of(now))) {
                    answers.onNext(now);
                    told = Optional.of(now);
                    continue;
                }
            }
            LockSupport.park(this); // ends at once if something has changed since we looked
            if (Thread.interrupted() || answers.isCancelled()) {
                throw new InterruptedException();
            }
        }
    }

    private WatchServersResponse now() {
        Leadership leadership = consensus.leadership();
        Optional<String> leader = leadership.leader().map(ClusterNode::name);
        WatchServersResponse.Builder said =
                WatchServersResponse.newBuilder().setTerm(leadership.term());
        for (ClusterNode node : consensus.nodes()) {
            said.addServers(
                    Server.newBuilder()
                            .setId(node.name())
                            .setRpcAddr(node.rpcAddress())
                            .setIsLeader(leader.equals(Optional.of(node.name()))));
        }
        return said.build();
    }
}
