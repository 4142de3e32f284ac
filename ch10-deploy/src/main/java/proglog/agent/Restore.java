package proglog.agent;

import java.io.IOException;
import java.nio.file.Path;
import proglog.consensus.EngineKind;
import proglog.consensus.jraft.NodeFiles;
import proglog.consensus.jraft.NodeFiles.Held;

/// What an operator does to a node that is not running. Immutable.
///
/// @param config the node's
public record Restore(AgentConfig config) {

    /// Makes the node of a backup: the first one of a cluster, which others can join. Its directory
    /// must be empty. Reads all of the backup before it writes anything.
    public String from(Path backup) throws IOException {
        requireJRaft();
        new DataDirectory(config.data()).prepare();
        BackupFile file = new BackupFile(backup);
        var _ = file.verify();
        NodeFiles files = new NodeFiles(config.data());
        file.unpack(files.beginRestore());
        Held held = files.finishRestore(config.node().consensus(), config.node().clusterId());
        return "restored the records %s into %s, node '%s' of cluster '%s'"
                .formatted(
                        held.offsets(),
                        config.data(),
                        config.node().self().name(),
                        config.node().clusterId());
    }

    /// Makes the node the only voter of a cluster that goes on with what it holds, under another
    /// id: the configured one if that is another, or the next number behind it.
    public String recover() throws IOException {
        requireJRaft();
        NodeFiles files = new NodeFiles(config.data());
        String former = files.clusterId();
        String next = nextId(former);
        Held held = files.recover(config.node().consensus(), next);
        return "node '%s' goes on alone with the records %s, as cluster '%s' (it was '%s')"
                .formatted(config.node().self().name(), held.offsets(), next, former);
    }

    /// What the cluster will be called after [#recover].
    public String nextId() throws IOException {
        return nextId(new NodeFiles(config.data()).clusterId());
    }

    private String nextId(String former) {
        String configured = config.node().clusterId();
        if (!configured.equals(former)) {
            return configured;
        }
        int dash = former.lastIndexOf('-');
        String number = former.substring(dash + 1);
        return dash > 0 && number.matches("\\d{1,8}")
                ? former.substring(0, dash + 1) + (Integer.parseInt(number) + 1)
                : former + "-2";
    }

    private void requireJRaft() throws IOException {
        if (config.node().engine() != EngineKind.JRAFT) {
            throw new IOException("only the files of the engine jraft can be restored");
        }
    }
}
