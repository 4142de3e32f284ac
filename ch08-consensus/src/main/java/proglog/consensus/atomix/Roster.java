package proglog.consensus.atomix;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import proglog.consensus.ClusterNode;

/// What nodes are called and where clients call them, by the address Raft knows them by. Part of
/// the replicated state; it may know nodes that have no vote. For many threads.
final class Roster {

    private final Map<String, ClusterNode> nodes = new ConcurrentHashMap<>();

    void put(ClusterNode node) {
        nodes.put(node.raftAddress(), node);
    }

    /// The node at `raftAddress`; of one that nobody has told about, the address is all there is.
    ClusterNode at(String raftAddress) {
        return nodes.getOrDefault(
                raftAddress, new ClusterNode(raftAddress, raftAddress, raftAddress));
    }

    /// Whether more is known of `node` than its address.
    boolean knows(ClusterNode node) {
        return nodes.containsKey(node.raftAddress());
    }

    void writeTo(DataOutputStream target) throws IOException {
        List<ClusterNode> all = new ArrayList<>(nodes.values());
        target.writeInt(all.size());
        for (ClusterNode node : all) {
            write(node, target);
        }
    }

    void readFrom(DataInputStream source) throws IOException {
        int count = source.readInt();
        for (int i = 0; i < count; i++) {
            put(read(source));
        }
    }

    static void write(ClusterNode node, DataOutputStream target) throws IOException {
        target.writeUTF(node.name());
        target.writeUTF(node.raftAddress());
        target.writeUTF(node.rpcAddress());
    }

    static ClusterNode read(DataInputStream source) throws IOException {
        return new ClusterNode(source.readUTF(), source.readUTF(), source.readUTF());
    }
}
