package proglog.discovery;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import proglog.CommitLog;
import proglog.LogUnavailableException;
import proglog.grpc.RemoteLog;

/// The logs of other members, where their tag [Member#RPC] says that they are. For many threads.
final class PeerLogs implements Function<Member, CommitLog>, AutoCloseable {

    private final ChannelCredentials credentials;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    PeerLogs(ChannelCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public CommitLog apply(Member member) {
        String address = member.tags().get(Member.RPC);
        if (address == null) {
            throw new LogUnavailableException(
                    "%s does not say where it serves".formatted(member.name()));
        }
        return new RemoteLog(
                channels.computeIfAbsent(
                        address,
                        target -> Grpc.newChannelBuilder("dns:///" + target, credentials).build()));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
