package proglog.consensus;

import io.grpc.BindableService;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import proglog.grpc.Parts;
import proglog.grpc.ServerCommand;
import proglog.observability.TelemetryConfig;
import proglog.security.Action;
import proglog.security.MutualTls;
import proglog.security.Security;
import proglog.security.SecurityOptions;
import proglog.security.TlsFiles;

/// A command that starts a node of a cluster: this chapter's `Main`, and those of later chapters,
/// whose nodes serve more than the log.
public abstract class NodeCommand extends ServerCommand {

    @Mixin private NodeOptions node = new NodeOptions();

    @Mixin private SecurityOptions security = new SecurityOptions();

    @Option(
            names = "--otlp",
            paramLabel = "<url>",
            description = "Where traces and metrics are sent as OTLP over HTTP. Default: nowhere.")
    private Optional<URI> otlp = Optional.empty();

    /// A node of the log alone.
    protected NodeCommand() {}

    /// What the node serves to clients beside `log` itself.
    protected List<BindableService> services(ReplicatedLog log) {
        return List.of();
    }

    /// What the methods of these services ask of their callers, as
    /// [proglog.security.Authorization#with] takes it.
    protected Map<String, List<Action>> actions() {
        return Map.of();
    }

    @Override
    protected final void start(Parts parts) throws IOException {
        node.requireSensible();
        Security clients = parts.add(security.open(), Security::close);
        MutualTls peers =
                parts.add(
                        MutualTls.open(TlsFiles.in(security.certificates(), "peer")),
                        MutualTls::close);
        NodeServer.start(
                node,
                server -> clients.guard(server, actions()),
                this::services,
                peers,
                telemetry(),
                parts);
    }

    private TelemetryConfig telemetry() {
        TelemetryConfig local = TelemetryConfig.of("proglog", node.name());
        return otlp.map(local::withOtlp).orElse(local);
    }
}
