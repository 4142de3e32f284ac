package proglog.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Packets between one container and others are dropped, in its own network namespace: addresses
/// and ports stay what they are. For one thread only.
final class Partition implements AutoCloseable {

    private final Box node;
    private final List<List<String>> rules = new ArrayList<>();

    private Partition(Box node) {
        this.node = node;
    }

    /// Whether it can be made here; it needs root, and programs.
    static boolean isPossible() {
        return Program.mayRun("nsenter", "iptables");
    }

    /// Cuts `node` off from `others`.
    static Partition between(Box node, List<Box> others) {
        Partition partition = new Partition(node);
        for (Box other : others) {
            String address = other.address().orElseThrow();
            partition.drop("INPUT", "-s", address);
            partition.drop("OUTPUT", "-d", address);
        }
        return partition;
    }

    private void drop(String chain, String end, String address) {
        List<String> rule = List.of(chain, end, address, "-j", "DROP");
        iptables("-A", rule);
        rules.add(rule);
    }

    private void iptables(String verb, List<String> rule) {
        String process = String.valueOf(node.state().getPidLong());
        List<String> command =
                new ArrayList<>(List.of("nsenter", "-t", process, "-n", "iptables", "-w", verb));
        command.addAll(rule);
        Program.run(command, Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"));
    }

    /// Lets packets pass again.
    @Override
    public void close() {
        rules.forEach(rule -> iptables("-D", rule));
        rules.clear();
    }
}
