package proglog.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command about the local cluster; the commands of this package extend it.
abstract class LocalCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec private CommandSpec spec = CommandSpec.create();

    LocalCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    ClusterDirectory directory() {
        return surroundings.cluster();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// What there is, or says how to make it.
    ClusterPlan plan() throws IOException {
        return directory()
                .plan()
                .orElseThrow(() ->
                        new IOException(
                                "no cluster in %s; ./proglog up makes one"
                                        .formatted(directory().path())));
    }

    /// The node called `said`: its number, or its name.
    LocalNode node(String said) throws IOException {
        List<LocalNode> nodes = directory().nodes(plan());
        return nodes.stream()
                .filter(node ->
                        said.equals(node.name()) || said.equals(String.valueOf(node.index())))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no node '%s'; there are %s to %s"
                                        .formatted(
                                                said,
                                                nodes.getFirst().index(),
                                                nodes.getLast().index())));
    }

    LocalCluster cluster(ClusterPlan plan) throws IOException {
        return new LocalCluster(directory(), plan, NodeProgram.of(surroundings), err());
    }

    /// What leads, in words.
    static String leads(Optional<String> leader) {
        return leader.map(name -> name + " leads").orElse("none leads: most nodes are down");
    }
}
