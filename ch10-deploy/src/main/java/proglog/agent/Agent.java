package proglog.agent;

import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLog;
import proglog.Task;
import proglog.consensus.AcknowledgementTrailers;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusMetrics;
import proglog.consensus.ReplicatedLog;
import proglog.consensus.ReplicatedNode;
import proglog.console.Console;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.Parts;
import proglog.loadbalance.ClusterService;
import proglog.observability.AdminServer;
import proglog.observability.Health;
import proglog.observability.HealthWatch;
import proglog.observability.MeteredLog;
import proglog.observability.RequestLogging;
import proglog.observability.RequestMetrics;
import proglog.observability.RequestTracing;
import proglog.observability.Telemetry;
import proglog.security.Action;
import proglog.security.MutualTls;
import proglog.security.Security;

/// A node with everything in it: started in one order, stopped in the other. For many threads.
public final class Agent implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Agent.class);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofMillis(200);
    private static final Duration DRAIN = Duration.ofMillis(9_500);

    private final AgentConfig config;
    private final Parts parts;
    private final Health health;
    private final ReplicatedNode node;
    private final LogServer server;
    private final AdminServer admin;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Agent(
            AgentConfig config,
            Parts parts,
            Health health,
            ReplicatedNode node,
            LogServer server,
            AdminServer admin) {
        this.config = config;
        this.parts = parts;
        this.health = health;
        this.node = node;
        this.server = server;
        this.admin = admin;
    }

    /// Starts a node. When that fails, nothing of it is left running, and the message says in one
    /// line why.
    public static Agent start(AgentConfig config) throws IOException {
        Parts parts = new Parts();
        try {
            return start(config, parts);
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private static Agent start(AgentConfig config, Parts parts) throws IOException {
        new DataDirectory(config.data()).prepare();
        Security clients =
                parts.add(
                        Security.open(
                                config.server(), config.access().model(), config.access().policy()),
                        Security::close);
        MutualTls peers = parts.add(MutualTls.open(config.peer()), MutualTls::close);
        Telemetry telemetry = parts.add(Telemetry.start(config.telemetry()), Telemetry::close);
        parts.add(RuntimeTelemetry.create(telemetry.api()), RuntimeTelemetry::close);
        Health health = new Health();
        AdminServer admin =
                parts.add(admin(config, clients, telemetry, health), AdminServer::close);
        if (config.probeBind().isPresent()) {
            parts.add(ProbePort.start(config.probeBind().get(), health), ProbePort::close);
        }

        Console console = console(config, admin, telemetry);
        ReplicatedNode node =
                parts.add(
                        ReplicatedNode.join(
                                config.node(),
                                peers,
                                telemetry,
                                log -> List.of(console.service(log))),
                        ReplicatedNode::close);
        ReplicatedLog log = node.log();
        parts.add(
                ConsensusMetrics.show(log.consensus(), telemetry.meter()), ConsensusMetrics::close);
        health.addReady("leader", () -> leader(log));
        CommitLog metered = MeteredLog.over(log, telemetry);
        console.start(admin, node.network(), log, metered);
        parts.add(console, Console::close);
        LogServer server =
                parts.add(server(config, clients, telemetry, log, metered), LogServer::close);
        health.listen(server::serving);
        parts.add(HealthWatch.start(health, WATCH), HealthWatch::close);
        health.started();
        return new Agent(config, parts, health, node, server, admin);
    }

    private static AdminServer admin(
            AgentConfig config, Security clients, Telemetry telemetry, Health health)
            throws IOException {
        return AdminServer.start(
                        config.admin().bind(),
                        health,
                        telemetry.prometheus()::scrape,
                        new AdminGate(clients.rules(), config.admin().isOpen()),
                        clients.tls()::acceptOperator)
                .route("/traces", telemetry.traces());
    }

    private static Console console(AgentConfig config, AdminServer admin, Telemetry telemetry) {
        ClusterNode self = config.node().self();
        return Console.of(
                self.name(),
                config.admin().console(self, admin.address().getPort()),
                telemetry.prometheus()::scrape);
    }

    // From the outside in: what observes sees also what is refused.
    private static LogServer server(
            AgentConfig config,
            Security clients,
            Telemetry telemetry,
            ReplicatedLog log,
            CommitLog metered)
            throws IOException {
        LogServer.Builder observed =
                LogServer.builder()
                        .measure(RequestMetrics.in(telemetry))
                        .intercept(RequestTracing.in(telemetry))
                        .intercept(new RequestLogging(SLOW));
        return clients.guard(observed, actions())
                .intercept(new AcknowledgementTrailers())
                .serve(new LogService(metered, log::nodes))
                .serve(new ClusterService(log))
                .serve(BackupService.open(log.consensus(), config.data()))
                .start(config.rpcBind());
    }

    private static Map<String, List<Action>> actions() {
        Map<String, List<Action>> actions = new HashMap<>(ClusterService.actions());
        actions.putAll(BackupService.actions());
        return actions;
    }

    private static Optional<String> leader(ReplicatedLog log) {
        return log.consensus().leadership().leader().isPresent()
                ? Optional.empty()
                : Optional.of("no leader is known");
    }

    /// Its end of the log.
    public ReplicatedLog log() {
        return node.log();
    }

    /// Where clients call.
    public InetSocketAddress rpcAddress() {
        return server.address();
    }

    /// Where operators ask.
    public InetSocketAddress adminAddress() {
        return admin.address();
    }

    /// Stops: it is not ready any more, then others notice, then it leads no more, then calls in
    /// flight are answered and streams end, then everything closes. Takes ten seconds at most: what
    /// is not closed by then is left to the operating system. Closing again does nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Thread stopping = Thread.ofPlatform().name("drain").daemon().start(this::drain);
            try {
                if (!stopping.join(DRAIN)) {
                    logger.warn("not everything could be closed within {}", DRAIN);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Task("10.3")
    private void drain() {
        health.stopping();
        await(config.drainDelay());
        node.handOver();
        parts.close();
    }

    private static void await(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
