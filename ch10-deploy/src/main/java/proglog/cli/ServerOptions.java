package proglog.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Whom a command calls, and as whom. For one thread only.
final class ServerOptions {

    @Option(
            names = "--addr",
            paramLabel = "<target>",
            description = {
                "proglog:///host:port[,host:port...]: a cluster, by some of its nodes. host:port:"
                    + " this one server, whichever chapter's, and nothing is tried twice. Default:"
                    + " PROGLOG_ADDR, or the local cluster when it runs, or the port PROGLOG_PORT"
                    + " of this machine, or 127.0.0.1:8400."
            })
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--certs",
            paramLabel = "<dir>",
            description =
                    "Where certificates are, for TLS. Default: PROGLOG_CERTS, or those of the local"
                            + " cluster for its nodes, or plaintext.")
    private Optional<Path> certificates = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "<name>",
            description = "Whose certificate to show: <name>.pem. Default: root.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--header",
            paramLabel = "<name: value>",
            description = "Sent to one server with each call, such as a traceparent; repeatable.")
    private List<String> headers = List.of();

    /// What is meant, given what runs.
    Target target(Surroundings surroundings) throws IOException {
        Optional<String> said = address.or(() -> surroundings.variable("PROGLOG_ADDR"));
        Optional<Path> certs =
                certificates.or(() -> surroundings.variable("PROGLOG_CERTS").map(Path::of));
        List<LocalNode> local = running(surroundings);
        String target = said.orElseGet(() -> usual(local, surroundings));
        boolean isOurs =
                (said.isEmpty() && !local.isEmpty())
                        || local.stream().anyMatch(node -> target.equals(node.address()));
        if (target.startsWith(Target.CLUSTER) && !headers.isEmpty()) {
            throw new IllegalArgumentException("--header is for one server, not for " + target);
        }
        return new Target(
                target,
                isOurs ? certs.or(() -> Optional.of(surroundings.cluster().certificates())) : certs,
                name);
    }

    // With one node of it alive there is a cluster, even if nobody leads now.
    private static List<LocalNode> running(Surroundings surroundings) throws IOException {
        List<LocalNode> all = surroundings.cluster().nodes();
        return RunningNode.among(all).isEmpty() ? List.of() : all;
    }

    private static String usual(List<LocalNode> local, Surroundings surroundings) {
        return local.isEmpty()
                ? LocalNode.HOST
                        + ":"
                        + surroundings
                                .variable("PROGLOG_PORT")
                                .orElse(String.valueOf(ClusterPlan.DEFAULT_PORT))
                : Target.CLUSTER
                        + local.stream().map(LocalNode::address).collect(Collectors.joining(","));
    }
}
