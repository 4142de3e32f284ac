package proglog.consensus;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.security.LogText;

/// Refuses nodes of other clusters, whatever they call. For many threads.
final class ClusterIdCheck implements ServerInterceptor {

    static final Metadata.Key<String> KEY =
            Metadata.Key.of("proglog-cluster-id", Metadata.ASCII_STRING_MARSHALLER);

    private static final Logger logger = LoggerFactory.getLogger(ClusterIdCheck.class);
    private static final int MAX_REMEMBERED = 1_000;

    private final String clusterId;
    private final Set<String> refused = ConcurrentHashMap.newKeySet(); // what was logged already

    ClusterIdCheck(String clusterId) {
        this.clusterId = clusterId;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String id = Objects.requireNonNullElse(headers.get(KEY), "");
        if (id.equals(clusterId)) {
            return next.startCall(call, headers);
        }
        String reason =
                "the call is for cluster '%s', this is '%s'".formatted(LogText.of(id), clusterId);
        logOnce("refused %s: %s".formatted(caller(call), reason));
        Metadata trailers = new Metadata();
        trailers.put(KEY, clusterId); // this refusal, and no service's
        call.close(Status.FAILED_PRECONDITION.withDescription(reason), trailers);
        return new ServerCall.Listener<>() {};
    }

    private void logOnce(String line) {
        if (refused.size() < MAX_REMEMBERED && refused.add(line)) {
            logger.warn(line);
        }
    }

    // Without the port: each connection comes from another one.
    private static String caller(ServerCall<?, ?> call) {
        return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
                        instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "a call from nowhere";
    }
}
