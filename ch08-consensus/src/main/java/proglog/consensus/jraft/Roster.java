package proglog.consensus.jraft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.consensus.ClusterNode;

/// Which nodes there are: Raft itself knows them by their addresses alone. Part of the agreed
/// state, noted in the log by commands of the engine's own. For many threads; one changes it.
///
///     | 128 | version: 1 | count: 4 bytes | per node: name, raft address, rpc address |
final class Roster {

    private static final int MARK = 128;
    private static final int VERSION = 1;

    private volatile Map<String, ClusterNode> noted = Map.of(); // by raft address
    private final Map<String, ClusterNode> founders; // as long as nothing is noted of them

    Roster(Collection<ClusterNode> founders) {
        this.founders = byAddress(founders);
    }

    private static Map<String, ClusterNode> byAddress(Collection<ClusterNode> nodes) {
        Map<String, ClusterNode> found = new LinkedHashMap<>();
        nodes.forEach(node -> found.put(node.raftAddress(), node));
        return Map.copyOf(found);
    }

    /// Whether `command` is the engine's, not the machine's.
    static boolean isNote(Bytes command) {
        return !command.isEmpty() && Byte.toUnsignedInt(command.byteAt(0)) >= MARK;
    }

    /// The command that notes `nodes`.
    static Bytes note(Collection<ClusterNode> nodes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream target = new DataOutputStream(bytes)) {
            target.writeByte(MARK);
            target.writeByte(VERSION);
            target.writeInt(nodes.size());
            for (ClusterNode node : nodes) {
                target.writeUTF(node.name());
                target.writeUTF(node.raftAddress());
                target.writeUTF(node.rpcAddress());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static List<ClusterNode> nodes(Bytes note) {
        try (DataInputStream source =
                new DataInputStream(new ByteArrayInputStream(note.toByteArray()))) {
            int mark = source.readUnsignedByte();
            int version = source.readUnsignedByte();
            if (mark != MARK || version != VERSION) {
                throw new CorruptLogException(
                        "a note of kind %d, version %d is not known".formatted(mark, version));
            }
            List<ClusterNode> nodes = new ArrayList<>();
            for (int left = source.readInt(); left > 0; left--) {
                nodes.add(new ClusterNode(source.readUTF(), source.readUTF(), source.readUTF()));
            }
            return nodes;
        } catch (IOException broken) {
            throw new CorruptLogException("a note of nodes is cut off", broken);
        }
    }

    /// Takes what `note` says; of a node that has moved, the last address before is kept, since it
    /// may have its vote there for a while.
    void apply(Bytes note) {
        Map<String, ClusterNode> changed = new LinkedHashMap<>(noted);
        for (ClusterNode node : nodes(note)) {
            List<ClusterNode> former =
                    changed.values().stream()
                            .filter(other -> other.name().equals(node.name()))
                            .filter(other -> !other.raftAddress().equals(node.raftAddress()))
                            .toList();
            former.stream()
                    .limit(Math.max(0, former.size() - 1))
                    .forEach(other -> changed.remove(other.raftAddress()));
            changed.remove(node.raftAddress());
            changed.put(node.raftAddress(), node);
        }
        noted = Collections.unmodifiableMap(changed);
    }

    /// Everything noted, as a command again.
    Bytes snapshot() {
        return note(noted.values());
    }

    /// Replaces everything noted.
    void restore(Bytes snapshot) {
        noted = Map.of();
        apply(snapshot);
    }

    /// Whether `node` is noted just so.
    boolean isNoted(ClusterNode node) {
        return node.equals(noted.get(node.raftAddress()));
    }

    /// What is known of the node at `peer`.
    ClusterNode at(PeerId peer) {
        String address = peer.getEndpoint().toString();
        ClusterNode node = noted.get(address);
        return node != null
                ? node
                : founders.getOrDefault(address, new ClusterNode(address, address, ""));
    }

    /// Those of `peers` of which nothing is noted yet, though it is known who they are.
    List<ClusterNode> missing(Collection<PeerId> peers) {
        return peers.stream()
                .map(peer -> peer.getEndpoint().toString())
                .filter(address -> !noted.containsKey(address))
                .filter(founders::containsKey)
                .map(founders::get)
                .toList();
    }
}
