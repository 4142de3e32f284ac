package proglog.examples.kv;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import proglog.consensus.Consensus;
import proglog.examples.kv.store.KeyValueStore;
import proglog.examples.kv.store.ReplicatedStore;
import proglog.http.Handler;
import proglog.http.HttpLimits;
import proglog.http.HttpServer;

/// A store behind HTTP: alone, or as one of several nodes. For many threads.
final class KvServer implements AutoCloseable {

    /// How long a value may be.
    static final int VALUE_BYTES = 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CATCHING_UP = Duration.ofSeconds(30);
    private static final Duration FORWARDING = Duration.ofSeconds(40); // longer than the others
    private static final HttpLimits LIMITS = HttpLimits.standard().withBodyBytes(VALUE_BYTES);

    private final HttpServer server;
    private final Runnable closeRest;

    private KvServer(HttpServer server, Runnable closeRest) {
        this.server = server;
        this.closeRest = closeRest;
    }

    /// Serves `store` by itself.
    static KvServer startAlone(InetSocketAddress address, KeyValueStore store) throws IOException {
        return start(address, new KeyRoutes(store), () -> {});
    }

    /// Serves what `name` and other nodes agree on: `consensus` applies it to `applied`. The caller
    /// closes both.
    static KvServer start(
            InetSocketAddress address,
            String name,
            Consensus<Long> consensus,
            KeyValueStore applied)
            throws IOException {
        LeaderForwarding forwarding = LeaderForwarding.open(consensus::leadership, FORWARDING);
        KeyValueStore store = new ReplicatedStore(name, consensus, applied, PATIENCE);
        Handler routes =
                forwarding.before(
                        new VoterRoute(consensus, CATCHING_UP).before(new KeyRoutes(store)));
        try {
            return start(address, routes, forwarding::close);
        } catch (IOException failure) {
            forwarding.close();
            throw failure;
        }
    }

    private static KvServer start(InetSocketAddress address, Handler routes, Runnable closeRest)
            throws IOException {
        Handler logged = new RequestLog().before(new FailureAnswers().before(routes));
        return new KvServer(HttpServer.start(address, LIMITS, logged), closeRest);
    }

    /// Where it listens.
    InetSocketAddress address() {
        return server.address();
    }

    /// Answers what is in flight and stops. Closing again does nothing.
    @Override
    public void close() {
        server.close();
        closeRest.run();
    }
}
