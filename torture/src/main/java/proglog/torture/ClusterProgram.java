package proglog.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `proglog run ch08`. Immutable.
///
/// @param main the class with the `main`
/// @param certificates where they are
/// @param accessList where model.conf and policy.csv are
/// @param engine which of the engines for consensus
/// @param hosts the addresses of all nodes
record ClusterProgram(
        String main, Path certificates, Path accessList, String engine, List<String> hosts)
        implements Program {

    private static final int GOSSIP_PORT = 8401;
    private static final int MEBIBYTE = 1024 * 1024;

    /// Copies the hosts.
    ClusterProgram {
        hosts = List.copyOf(hosts);
    }

    @Override
    public List<String> arguments(Node node, Beginning beginning) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--node-name", node.name(),
                                "--bind", node.host(),
                                "--port", String.valueOf(node.port()),
                                "--gossip-port", String.valueOf(GOSSIP_PORT),
                                "--raft-port", "8402",
                                "--admin-port", "8403",
                                "--data", node.disk().data().toString(),
                                "--certs", certificates.toString(),
                                "--acl-model", accessList.resolve("model.conf").toString(),
                                "--acl-policy", accessList.resolve("policy.csv").toString(),
                                "--cluster-id", "torture",
                                "--engine", engine,
                                "--segment-bytes", String.valueOf(MEBIBYTE),
                                "--snapshot-bytes", String.valueOf(2 * MEBIBYTE)));
        if (beginning == Beginning.BOOTSTRAP) {
            arguments.add("--bootstrap");
        } else {
            arguments.add("--join");
            arguments.add(
                    hosts.stream()
                            .filter(host -> !host.equals(node.host()))
                            .map(host -> host + ":" + GOSSIP_PORT)
                            .collect(Collectors.joining(",")));
        }
        if (beginning == Beginning.JOIN_FOR_A_WHILE) {
            arguments.add("--leave-on-stop");
        }
        return arguments;
    }
}
