package proglog.consensus;

import io.grpc.BindableService;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.Parts;
import proglog.observability.AdminServer;
import proglog.observability.Health;
import proglog.observability.HealthWatch;
import proglog.observability.MeteredLog;
import proglog.observability.RequestLogging;
import proglog.observability.RequestMetrics;
import proglog.observability.RequestTracing;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;
import proglog.security.MutualTls;

/// Everything that a node consists of, in the order in which it starts.
final class NodeServer {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofMillis(200);

    private NodeServer() {}

    /// Starts a node, and adds to `parts` what was started. `access` says which clients may call,
    /// `services` what they may call beside the log.
    static void start(
            NodeOptions node,
            UnaryOperator<LogServer.Builder> access,
            Function<ReplicatedLog, List<BindableService>> services,
            MutualTls peers,
            TelemetryConfig telemetryConfig,
            Parts parts)
            throws IOException {
        Telemetry telemetry = parts.add(Telemetry.start(telemetryConfig), Telemetry::close);
        parts.add(RuntimeTelemetry.create(telemetry.api()), RuntimeTelemetry::close);
        Health health = new Health();
        AdminServer admin =
                parts.add(
                        AdminServer.start(node.adminBind(), health, telemetry.prometheus()::scrape),
                        AdminServer::close);
        admin.route("/traces", telemetry.traces());

        ReplicatedNode joined =
                parts.add(
                        ReplicatedNode.join(node.config(), peers, telemetry, _ -> List.of()),
                        ReplicatedNode::close);
        ReplicatedLog log = joined.log();
        parts.add(
                ConsensusMetrics.show(log.consensus(), telemetry.meter()), ConsensusMetrics::close);
        health.addReady("leader", () -> leader(log));
        CommitLog metered = MeteredLog.over(log, telemetry);
        LogServer.Builder calls =
                access.apply(observed(telemetry))
                        .intercept(new AcknowledgementTrailers())
                        .serve(new LogService(metered, log::nodes));
        services.apply(log).forEach(calls::serve);
        LogServer server = parts.add(calls.start(node.rpcBind()), LogServer::close);
        health.listen(server::serving);
        parts.add(HealthWatch.start(health, WATCH), HealthWatch::close);
        health.started();
        parts.add(joined, ReplicatedNode::handOver);
        parts.add(health, Health::stopping);
    }

    private static LogServer.Builder observed(Telemetry telemetry) {
        return LogServer.builder()
                .measure(RequestMetrics.in(telemetry))
                .intercept(RequestTracing.in(telemetry))
                .intercept(new RequestLogging(SLOW));
    }

    private static Optional<String> leader(ReplicatedLog log) {
        return log.consensus().leadership().leader().isPresent()
                ? Optional.empty()
                : Optional.of("no leader is known");
    }
}
