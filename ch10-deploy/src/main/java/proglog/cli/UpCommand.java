package proglog.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import proglog.security.CertsCommand;

/// `proglog up`: a cluster on this machine.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a cluster on this machine: real processes, mutual TLS, an access list, a"
                    + " console for each node. What was stopped goes on with the data it had."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all nodes run, take part and know who leads",
            "1:a port is taken, or a node cannot start; none was left behind",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog up",
            "  ./proglog up 5",
            "  PROGLOG_PORT=9400 PROGLOG_CLUSTER_DIR=/tmp/second ./proglog up 1"
        })
final class UpCommand extends LocalCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "<n>",
            description = "How many nodes. Default: as many as there were, or 3.")
    private Optional<Integer> nodes = Optional.empty();

    UpCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        NodeProgram.of(surroundings()); // refuses before anything is written
        try (ClusterLock _ = ClusterLock.acquire(directory(), err())) {
            ClusterPlan plan = wanted(directory().plan());
            List<LocalNode> down = new ArrayList<>(directory().nodes(plan));
            for (RunningNode running : RunningNode.among(directory().nodes(plan))) {
                down.remove(running.node());
            }
            if (down.isEmpty()) {
                out().printf("%s already%n", all(plan));
            } else {
                prepare(plan);
                Optional<String> leader = cluster(plan).start(down);
                out().printf("%s; %s%n", all(plan), leads(leader));
            }
            tell(plan);
            return ExitCode.OK;
        }
    }

    private ClusterPlan wanted(Optional<ClusterPlan> existing) {
        Optional<Integer> port = surroundings().variable("PROGLOG_PORT").map(this::number);
        if (existing.isEmpty()) {
            return new ClusterPlan(
                    nodes.orElse(ClusterPlan.DEFAULT_NODES), port.orElse(ClusterPlan.DEFAULT_PORT));
        }
        ClusterPlan there = existing.get();
        int wantedPort = port.orElse(there.port());
        int wantedNodes = nodes.orElse(there.nodes());
        require(wantedPort == there.port(), there, "PROGLOG_PORT is " + wantedPort);
        require(wantedNodes >= there.nodes(), there, wantedNodes + " are fewer");
        return new ClusterPlan(wantedNodes, there.port());
    }

    private void require(boolean holds, ClusterPlan there, String found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s has a cluster of %d nodes from port %d on, and %s;"
                                    .formatted(
                                            directory().path(), there.nodes(), there.port(), found)
                            + " ./proglog down --delete forgets it");
        }
    }

    private int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("PROGLOG_PORT is '%s', not a port".formatted(port));
        }
    }

    private void prepare(ClusterPlan plan) throws IOException {
        ClusterDirectory directory = directory();
        if (!Files.exists(directory.certificates().resolve("ca.pem"))) {
            makeCertificates(directory.certificates());
        }
        copyAccessList("model.conf", directory.accessModel());
        copyAccessList("policy.csv", directory.accessPolicy());
        directory.write(plan);
    }

    private void makeCertificates(Path folder) throws IOException {
        int exitCode =
                CertsCommand.commandLine()
                        .setOut(new PrintWriter(PrintWriter.nullWriter()))
                        .setErr(err())
                        .execute("--dir", folder.toString());
        if (exitCode != ExitCode.OK) {
            throw new IOException("no certificates in " + folder);
        }
    }

    // A copy of its own: what is changed there is not for the chapters.
    private void copyAccessList(String name, Path to) throws IOException {
        if (!Files.exists(to)) {
            Path from =
                    surroundings()
                            .variable("PROGLOG_ACL")
                            .map(Path::of)
                            .orElseGet(() -> surroundings().home().resolve("ch05-security/acl"))
                            .resolve(name);
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        }
    }

    private static String all(ClusterPlan plan) {
        return plan.nodes() == 1 ? "1 node is up" : plan.nodes() + " nodes are up";
    }

    private void tell(ClusterPlan plan) {
        for (LocalNode node : directory().nodes(plan)) {
            out().printf("  %s  %s  console %s%n", node.name(), node.address(), node.console());
        }
        out().printf("certificates, settings, logs and data: %s%n", directory().path());
        out().printf("try: echo hello | ./proglog produce%n");
        out().printf("     ./proglog consume --follow%n");
        out().printf("     ./proglog kill 0; ./proglog status; ./proglog start 0%n");
        out().printf("     ./proglog down%n");
        out().flush();
    }
}
