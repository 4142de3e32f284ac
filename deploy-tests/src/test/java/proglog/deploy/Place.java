package proglog.deploy;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import proglog.CommitLogException;
import proglog.grpc.RemoteLog;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.Server;

/// Where a node is reached from here, and how. Immutable.
///
/// @param address its container's, or where the engine has put that: in nobody's certificate
record Place(String address, int port, ChannelCredentials credentials) {

    private static final int PORT = 8400;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// The container at `address`.
    Place(String address, ChannelCredentials credentials) {
        this(address, PORT, credentials);
    }

    /// Does something with the node's log.
    <T> T with(Function<RemoteLog, T> work) {
        ManagedChannel channel = open();
        try (RemoteLog log = new RemoteLog(channel)) {
            return work.apply(log);
        } finally {
            channel.shutdownNow();
        }
    }

    /// A channel of its own to the node.
    ManagedChannel open() {
        return Grpc.newChannelBuilderForAddress(address, port, credentials)
                .overrideAuthority("localhost")
                .build();
    }

    /// The servers that the node knows; none when it does not answer.
    List<Server> servers() {
        ManagedChannel channel = open();
        try {
            return LogGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .getServers(GetServersRequest.getDefaultInstance())
                    .getServersList();
        } catch (StatusRuntimeException _) {
            return List.of();
        } finally {
            channel.shutdownNow();
        }
    }

    /// What the node's log ends at, or nothing when it does not answer.
    Optional<Long> next() {
        try {
            return Optional.of(with(log -> log.offsets().next()));
        } catch (CommitLogException _) {
            return Optional.empty();
        }
    }
}
